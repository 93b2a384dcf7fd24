"""The sheet that a chart is drawn on: sizes, the text block above, the notes below, safe text, fills.

Lengths are CSS pixels. Widths are assumed, since a page decides them later: a chart must be right at the
assumed width and wider. Text from a workbook goes through `safe`, so that nothing in it is read as markup.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from math import ceil
from typing import Any

from lib.figures.spec import ChartSpec
from lib.figures.tokens import FONT_STACK, THEMES, Colour, Pattern, Style, ThemeName, blend
from lib.figures.wrapping import visible, width, wrap

Plotly = dict[str, Any]
"""A trace or a part of a layout, in Plotly's own words."""


class Size(StrEnum):
    """Where a chart is read: on a page, on a phone, or from four metres."""

    PAGE = "page"
    PHONE = "phone"
    WALL = "wall"


@dataclass(frozen=True, slots=True)
class Measures:
    """Type sizes and spaces of one size. `names_above`: names stand above their bars, not beside them."""

    width: int
    text: float
    small: float
    title: float
    row: int
    name_units: int
    names_above: bool = False

    @property
    def scale(self) -> float:
        """How much thicker lines and marks are than on a page."""
        return max(1.0, self.text / 13)

    def pixels(self, units: float, size: float | None = None) -> float:
        """How wide so many half-width units are, in the text size or the given one."""
        return units * (size or self.text) * 0.52


MEASURES: Mapping[Size, Measures] = {
    Size.PAGE: Measures(width=700, text=13, small=12, title=16, row=36, name_units=22),
    Size.PHONE: Measures(width=340, text=12.5, small=12, title=15, row=50, name_units=30, names_above=True),
    Size.WALL: Measures(width=1800, text=24, small=24, title=34, row=68, name_units=28),
}

_HALVES: Mapping[Size, int] = {Size.PAGE: 600}
"""The width of a drawing beside another one in a window of 1440 pixels."""

_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "$": "&#36;"})


def safe(text: str) -> str:
    """Workbook text for Plotly: its small HTML subset and TeX marks are shown, never read."""
    shown = text if text.isprintable() else "".join(map(visible, text))
    return shown.translate(_ENTITIES)


def safe_lines(text: str, units: int, lines: int = 99) -> str:
    """Wrapped, safe text with Plotly's line breaks."""
    return "<br>".join(safe(line) for line in wrap(text, units, lines))


@dataclass(slots=True)
class Paper:
    """One chart being laid out: the traces and layout so far, and the margins claimed."""

    spec: ChartSpec
    theme: ThemeName
    size: Size
    alone: bool
    traces: list[Plotly] = field(default_factory=list)
    shapes: list[Plotly] = field(default_factory=list)
    annotations: list[Plotly] = field(default_factory=list)
    axes: Plotly = field(default_factory=dict)
    more: Plotly = field(default_factory=dict)
    annotation_defaults: Plotly = field(default_factory=dict)
    plot_height: float = 200
    left: float = 4
    right: float = 8
    axis_above: float = 0
    axis_below: float = 6
    legend: tuple[str, ...] = ()
    has_whole_legend: bool = False
    """Whether the legend has the width of the whole drawing; Plotly gives it that of the axis, and the scripts that draw make the two one."""

    @property
    def measures(self) -> Measures:
        """The sizes in use."""
        return MEASURES[self.size]

    @property
    def can_zoom(self) -> bool:
        """Whether a pointer may enlarge the time axis: not on a phone, where a drag scrolls the page, nor where nobody points."""
        return self.spec.can_zoom and self.size is Size.PAGE and not self.alone

    def colour(self, token: Colour) -> str:
        """A token's colour in this theme."""
        return THEMES[self.theme][token]

    def font(self, token: Colour = Colour.INK, size: float | None = None) -> Plotly:
        """A font in a token's colour."""
        return {"color": self.colour(token), "size": size or self.measures.text}

    def fill(self, style: Style) -> Plotly:
        """A bar's `marker`: colour, pattern and outline of a style."""
        colour, ground = self.colour(style.colour), self.colour(Colour.BACKGROUND)
        tint = blend(colour, ground, 0.16)
        marker: Plotly = {"line": {"color": colour, "width": 1}}
        match style.pattern:
            case Pattern.SOLID:
                marker["color"] = colour
            case Pattern.TINT:
                marker["color"] = blend(colour, ground, 0.32)
            case Pattern.FAINT:
                marker["color"] = tint
            case Pattern.EMPTY:
                marker["color"] = ground
            case _:
                marker["color"] = tint
                marker["pattern"] = {"bgcolor": tint, "fgcolor": colour, "fillmode": "replace", **_PATTERNS[style.pattern]}
        return marker

    def text_on(self, style: Style) -> str | None:
        """The colour of text on a filled bar; None where a pattern would make it hard to read."""
        if style.pattern is Pattern.SOLID:
            return self.colour(Colour.BACKGROUND)
        return self.colour(Colour.INK) if style.pattern in (Pattern.TINT, Pattern.FAINT, Pattern.EMPTY) else None


_PATTERNS: Mapping[Pattern, Plotly] = {
    Pattern.STRIPES: {"shape": "/", "size": 6, "solidity": 0.55},
    Pattern.BACK_STRIPES: {"shape": "\\", "size": 6, "solidity": 0.25},
    Pattern.DOTS: {"shape": ".", "size": 5, "solidity": 0.35},
    Pattern.UPRIGHT: {"shape": "|", "size": 6, "solidity": 0.3},
    Pattern.LEVEL: {"shape": "-", "size": 6, "solidity": 0.35},
    Pattern.CROSSED: {"shape": "x", "size": 7, "solidity": 0.25},
}


def layout_of(paper: Paper) -> Plotly:
    """The whole layout, once a chart's own parts are on the paper."""
    title_lines, subtitle = _title_block(paper)
    measures = paper.measures
    title_height = len(title_lines) * measures.title * 1.3 + (measures.small * 1.6 if subtitle else 0) + (14 if title_lines else 4)
    top = title_height + _legend_height(paper) + paper.axis_above
    notes = _notes(paper)
    note_height = len(notes) * measures.small * 1.45 + (10 if notes else 0)
    bottom = paper.axis_below + note_height + 4
    height = round(top + paper.plot_height + bottom)
    return {
        "template": {"layout": {**common_template(paper.theme, paper.size), **own_template(paper)}},
        "height": height,
        "margin": {"l": round(paper.left), "r": round(paper.right), "t": round(top), "b": round(bottom), "pad": 0},
        **({"title": _title(title_lines, subtitle, paper, height)} if title_lines else {}),
        "shapes": paper.shapes,
        "annotations": [*paper.annotations, *_note_annotation(notes, paper)],
        **({"legend": _legend(paper, height, title_height), "showlegend": True} if paper.legend else {"showlegend": False}),
        **({"meta": meta} if (meta := _meta(paper)) else {}),
        **paper.axes,
        **paper.more,
    }


def _title_block(paper: Paper) -> tuple[list[str], str]:
    """Title and subtitle where the chart stands alone; on a page they are the page's own text."""
    if not paper.alone:
        return [], ""
    measures = paper.measures
    return wrap(paper.spec.title, int(measures.width / measures.title * 1.9), 3), safe(paper.spec.subtitle)


def common_template(theme: ThemeName, size: Size) -> Plotly:
    """What the template of every chart of this theme and size says."""
    colours, measures = THEMES[theme], MEASURES[size]
    small = {"color": colours[Colour.INK], "size": measures.small}
    muted = {"color": colours[Colour.MUTED], "size": measures.small}
    axis = {"fixedrange": True, "showgrid": False, "zeroline": False, "ticks": "", "tickfont": muted}
    return {
        "font": {"family": FONT_STACK, "color": colours[Colour.INK], "size": measures.text},
        "paper_bgcolor": colours[Colour.BACKGROUND],
        "plot_bgcolor": colours[Colour.BACKGROUND],
        "xaxis": axis,
        "yaxis": {**axis, "ticks": "outside", "ticklen": 8, "tickcolor": "rgba(0,0,0,0)", "ticklabeloverflow": "allow"},
        "dragmode": False,
        "hoverlabel": {"align": "left", "bgcolor": colours[Colour.PANEL], "bordercolor": colours[Colour.RULE], "font": small},
        "modebar": {"bgcolor": "rgba(0,0,0,0)", "color": colours[Colour.MUTED], "activecolor": colours[Colour.INK]},
    }


def own_template(paper: Paper) -> Plotly:
    """What the template of this one chart says beside that."""
    return {"annotationdefaults": paper.annotation_defaults} if paper.annotation_defaults else {}


def _title(lines: list[str], subtitle: str, paper: Paper, height: int) -> Plotly:
    measures = paper.measures
    title: Plotly = {
        "text": "<b>" + "<br>".join(safe(line) for line in lines) + "</b>",
        "font": paper.font(Colour.INK, measures.title),
        "xref": "container",
        "yref": "container",
        "x": 0,
        "y": 1 - 6 / height,
        "xanchor": "left",
        "yanchor": "top",
        "pad": {"l": 4},
    }
    if subtitle:
        title["subtitle"] = {"text": subtitle, "font": paper.font(Colour.MUTED, measures.small)}
    return title


def _meta(paper: Paper) -> Plotly:
    """What the scripts that draw must know of the legend (`charts.js`, `bars.js`, `snapshot_charts.js`)."""
    rows = _legend_rows(paper)
    meta: Plotly = {"rows": rows, "row": _legend_height(paper) / rows} if rows > 1 else {}
    return meta | ({"whole": True} if paper.has_whole_legend else {})


def _legend_columns(paper: Paper) -> int:
    """In how many columns a legend stands that one row has no room for, each as wide as its widest entry; 0 for one row."""
    measures = paper.measures
    room = (
        min(measures.width, _HALVES.get(paper.size, measures.width))
        if paper.has_whole_legend
        else measures.width - paper.left - paper.right
    )
    widths = [measures.pixels(width(entry), measures.small) + 44 for entry in paper.legend]
    return max(1, int(room // max(widths))) if sum(widths) > room else 0


def _legend_rows(paper: Paper) -> int:
    """How many rows room is left for; a browser that finds more room gives back what is left over (`charts.js`)."""
    return ceil(len(paper.legend) / (_legend_columns(paper) or len(paper.legend))) if paper.legend else 0


def _legend_height(paper: Paper) -> float:
    return _legend_rows(paper) * paper.measures.small * 1.75


def _legend(paper: Paper, height: int, title_height: float) -> Plotly:
    return {
        "orientation": "h",
        "xref": "container",
        "yref": "container",
        "x": 0,
        "y": 1 - (title_height - 4) / height,
        "xanchor": "left",
        "yanchor": "top",
        "font": paper.font(Colour.INK, paper.measures.small),
        "itemclick": False,
        "itemdoubleclick": False,
        "bgcolor": "rgba(0,0,0,0)",
        "traceorder": "normal",
        "itemsizing": "constant",
        "maxheight": 1,  # of the whole drawing: by itself it scrolls from one half on, which hides states where there are few bars
        **(_columns(_legend_columns(paper)) if paper.measures.names_above else {}),
    }


def _columns(count: int) -> Plotly:
    """Columns that share the width: on phones of all widths a legend then has as many rows as room was left for."""
    return {"entrywidthmode": "fraction", "entrywidth": round(1 / count, 4)} if count else {}


def _notes(paper: Paper) -> list[str]:
    spec = paper.spec
    if not paper.alone:
        return []
    units = int(paper.measures.width / (paper.measures.small * 0.52))
    return [line for part in (spec.note, spec.footnote) for sentence in part.splitlines() for line in wrap(sentence, units)]


def _note_annotation(notes: Iterable[str], paper: Paper) -> list[Plotly]:
    if not notes:
        return []
    return [
        {
            "text": "<br>".join(safe(line) for line in notes),
            "font": paper.font(Colour.MUTED, paper.measures.small),
            "align": "left",
            "showarrow": False,
            "xref": "paper",
            "yref": "paper",
            "x": 0,
            "y": 0,
            "xanchor": "left",
            "yanchor": "top",
            "xshift": 4 - round(paper.left),
            "yshift": -round(paper.axis_below + 6),
        }
    ]

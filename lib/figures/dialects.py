"""How each lamp looks under the declared rule: colour, pattern and shape; and a chart in that dress.

A chart is built in the standard look; `dressed` exchanges the styles, shapes and words of its lamps and nothing else.
Patterns stay as they are, so that every dialect can be read in grey print.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar, cast

from lib.figures.spec import BarChart, ChartSpec, GanttChart, LegendEntry, WallChart
from lib.figures.tokens import LAMP_STYLES, Colour, Style
from lib.i18n import Language
from lib.schema import Lamp
from lib.schema.lamp_rules import Dialect, LampRule
from lib.wording.lamps import lamp_label, lamp_symbol

Spec = TypeVar("Spec", bound=ChartSpec)


def _under_way(colour: Colour) -> Mapping[Lamp, Colour]:
    return {Lamp.DONE: colour, Lamp.IN_PROGRESS: colour, Lamp.NOT_STARTED: colour, Lamp.PAUSED: Colour.DUE_SOON}


_COLOURS: Mapping[Dialect, Mapping[Lamp, Colour]] = {
    Dialect.STANDARD: {},
    Dialect.GREEN_YELLOW_RED: _under_way(Colour.DONE),
    Dialect.BLUE_YELLOW_RED: _under_way(Colour.IN_PROGRESS),
    Dialect.RED_FLAG: {Lamp.DONE: Colour.OVERDUE, Lamp.OVERDUE: Colour.INK},
}
"""What differs from the standard look. Where red is the flag of what is done, what is late is black."""


def style_of(lamp: Lamp, rule: LampRule) -> Style:
    """The colour and pattern of a lamp under a rule."""
    usual = LAMP_STYLES[lamp]
    colour = _COLOURS[rule.dialect].get(lamp)
    return usual if colour is None else replace(usual, colour=colour)


def dressed(spec: Spec, rule: LampRule, language: Language) -> Spec:
    """A chart with its lamps as the rule shows them; a chart without lamps as it is."""
    if rule.dialect is Dialect.STANDARD or not spec.has_lamps:
        return spec
    found: ChartSpec = spec
    match spec:
        case BarChart():
            found = _bars(spec, rule, language)
        case GanttChart():
            lamps, known = _legend(spec.lamps, rule, language)
            rows = tuple(row if row.is_phase else replace(row, symbol=_symbol(known, row.series, rule)) for row in spec.rows)
            late = style_of(Lamp.OVERDUE, rule).colour
            marks = tuple(
                replace(kind, style=replace(kind.style, colour=late)) if kind.style.colour is Colour.OVERDUE else kind
                for kind in spec.marks
            )
            found = replace(spec, lamps=lamps, rows=rows, marks=marks)
        case WallChart():
            found = _wall(spec, rule, language)
    return cast(Spec, found)


def _bars(spec: BarChart, rule: LampRule, language: Language) -> BarChart:
    labels = _labels(language)
    series = tuple(
        replace(each, name=lamp_label(labels[each.name], language, rule), style=style_of(labels[each.name], rule))
        if each.name in labels
        else each
        for each in spec.series
    )
    return replace(spec, series=series)


def _wall(spec: WallChart, rule: LampRule, language: Language) -> WallChart:
    lamps, known = _legend(spec.lamps, rule, language)
    renamed = {lamp_label(lamp, language): lamp_label(lamp, language, rule) for lamp in known}

    def reworded(words: str) -> str:
        for before, after in renamed.items():
            words = words.replace(before, after)
        return words

    lines = tuple(
        replace(
            line,
            boxes=tuple(
                replace(
                    box,
                    entries=tuple(replace(entry, symbol=_symbol(known, entry.series, rule)) for entry in box.entries),
                    hover=reworded(box.hover),
                )
                for box in line.boxes
            ),
        )
        for line in spec.lines
    )
    return replace(spec, lamps=lamps, lines=lines)


def _legend(entries: tuple[LegendEntry, ...], rule: LampRule, language: Language) -> tuple[tuple[LegendEntry, ...], tuple[Lamp, ...]]:
    """The legend in the dialect, and which lamp each of its entries is."""
    labels = _labels(language)
    known = tuple(labels[entry.label] for entry in entries)
    return tuple(LegendEntry(lamp_label(lamp, language, rule), style_of(lamp, rule)) for lamp in known), known


def _symbol(known: tuple[Lamp, ...], series: int, rule: LampRule) -> str:
    return lamp_symbol(known[series], rule)


def _labels(language: Language) -> dict[str, Lamp]:
    return {lamp_label(lamp, language): lamp for lamp in Lamp}

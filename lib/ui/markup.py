"""Small pieces of HTML of our own, for what the framework's elements cannot set as print does.

Every value that goes in is escaped here; text from a workbook is never markup. Colours come from
`lib.figures.tokens` by theme, words stand in the text colour.
"""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

from lib.desk.detail import TaskDetail
from lib.figures.dialects import style_of
from lib.figures.sparkline import Sparkline
from lib.figures.tokens import THEMES, Colour, ThemeName
from lib.i18n import Language, text
from lib.i18n.formats import number, window
from lib.metrics.model import PhaseProgress
from lib.schema import DeadlineKind, Lamp
from lib.wording.definitions import Definition, FigureId
from lib.wording.key_figures import KeyFigure
from lib.wording.lamps import LampWords
from lib.wording.phrases import name_or

_RULES = "\n".join((Path(__file__).parent / "assets" / name).read_text(encoding="utf-8") for name in ("board.css", "publishing.css"))


TREND_BOX = (84, 26)
"""Width and height of a small trend, in pixels."""


def style(theme: ThemeName, language: Language, most_megabytes: int) -> str:
    """The rules for all pieces below, with the theme's own surface, words on the brand colour that can be read in both themes, and
    what the framework says in English alone or not at all: to who begins with the keyboard, where files are dropped, and when the line is down."""
    values = {
        "panel": THEMES[theme][Colour.PANEL],
        "rule": THEMES[theme][Colour.RULE],
        "focus": THEMES[theme][Colour.BRAND],
        "on-brand": THEMES[theme][Colour.BACKGROUND],
        "connection-lost": _quoted(text(language, "ui.connection.lost")),
        "skip": _quoted(text(language, "ui.skip")),
        "choose-file": _quoted(text(language, "ui.upload.choose")),
        "largest-file": _quoted(text(language, "ui.upload.largest", megabytes=number(most_megabytes, language))),
        "refused-file": _quoted(text(language, "ui.upload.not_taken", megabytes=number(most_megabytes, language))),
    }
    declared = ";".join(f"--pb-{name}:{value}" for name, value in values.items())
    return f"<style>:root{{{declared}}}\n{_RULES}</style>"


def _quoted(words: str) -> str:
    """Words as a string of a style sheet."""
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'


def masthead(title: str, is_sample: bool, source: str, language: Language) -> str:
    """The board's title, a mark where the data are a sample, and the file they come from."""
    mark = f'<span class="pb-mark">{escape(text(language, "ui.sample"))}</span>' if is_sample else ""
    return f'<header class="pb-masthead"><div class="pb-title">{escape(title)}{mark}</div><div class="pb-source">{escape(source)}</div></header>'


def conclusion(sentence: str, remarks: Sequence[str]) -> str:
    """The page's one conclusion sentence, and beneath it what must be known beside it."""
    notes = "".join(f"<span>{escape(remark)}</span>" for remark in remarks)
    return f'<section class="pb-conclusion"><h1>{escape(sentence)}</h1>{f"<p>{notes}</p>" if notes else ""}</section>'


def chart_title(title: str, subtitle: str, meanings: Sequence[Definition] = (), heading: str = "") -> str:
    """What a chart shows, over the chart; what its figures mean opens on demand, by pointer or keyboard."""
    beneath = f"<small>{escape(subtitle)}</small>" if subtitle else ""
    head = f'<h2 class="pb-chart-title">{escape(title)}{beneath}</h2>'
    if not meanings:
        return head
    rows = "".join(f"<span><b>{escape(each.name)}</b> {escape(each.meaning)}</span>" for each in meanings)
    return (
        f'<div class="pb-chart-head">{head}<span class="pb-what" tabindex="0">{escape(heading)}<span class="pb-help" role="tooltip">{rows}</span>'
        f"</span></div>"
    )


def note(words: str) -> str:
    """How to read what stands above."""
    return f'<p class="pb-note">{escape(words)}</p>'


def paper_only(markup: str) -> str:
    """What stands on paper and not on the screen; not rendered there, so that nobody hears it twice."""
    return f'<div class="pb-paper">{markup}</div>'


def sentence(words: str) -> str:
    """A conclusion within a page."""
    return f'<p class="pb-sentence">{escape(words)}</p>'


def trend_line(trend: Sparkline | None, theme: ThemeName) -> str:
    """A small line beside a figure; its words are for those who do not see it. An image, since inline drawings are cleaned away."""
    if trend is None or trend.is_empty:
        return ""
    colour, (width, height) = THEMES[theme][trend.colour], TREND_BOX
    x, y = trend.end(width, height).split(",")
    dashes = ' stroke-dasharray="3 2"' if trend.is_dashed else ""
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
        f'<path d="{trend.path(width, height)}" fill="none" stroke="{colour}" stroke-width="1.5"{dashes}/>'
        f'<circle cx="{x}" cy="{y}" r="2" fill="{colour}"/></svg>'
    )
    source = b64encode(drawing.encode()).decode()
    return f'<img class="pb-trend" src="data:image/svg+xml;base64,{source}" alt="{escape(trend.alt)}">'


def phase_path(phases: Sequence[PhaseProgress], theme: ThemeName, lamps: LampWords) -> str:
    """The phases as steps of a path, each with its state, its count and its span."""
    return f'<ol class="pb-path">{"".join(_step(phase, theme, lamps) for phase in phases)}</ol>'


def _step(phase: PhaseProgress, theme: ThemeName, lamps: LampWords) -> str:
    language = lamps.language
    colour = THEMES[theme][style_of(phase.state, lamps.rule).colour]
    lamp = escape(lamps.name(phase.state))
    span = window(phase.start, phase.end, DeadlineKind.WINDOW, language) if phase.end else ""
    return (
        f'<li><b style="color:{colour}" role="img" aria-label="{lamp}" title="{lamp}">{lamps.symbol(phase.state)}</b>'
        f"<span>{escape(name_or(phase.phase, language))}</span><small>{escape(_count(phase, language))}</small><small>{escape(span)}</small></li>"
    )


def _count(phase: PhaseProgress, language: Language) -> str:
    progress = phase.progress
    if progress.is_unknown:
        return text(language, "board.path.plan", n=progress.total)
    key = "board.path.late" if progress.overdue else "board.path.done"
    return text(language, key, done=progress.done, total=progress.total, late=progress.overdue or 0)


def key_figures(figures: Sequence[KeyFigure], trends: Mapping[FigureId, Sparkline | None], theme: ThemeName, lamps: LampWords) -> str:
    """A row of figures; the definition opens on demand and is read out by screen readers."""
    late = THEMES[theme][style_of(Lamp.OVERDUE, lamps.rule).colour]
    cells = []
    for figure in figures:
        value = (
            f'<span style="color:{late}">{lamps.symbol(Lamp.OVERDUE)}&thinsp;{escape(figure.value)}</span>'
            if figure.is_bad
            else escape(figure.value)
        )
        kind = "pb-value" if any(sign.isdigit() for sign in figure.value) else "pb-value pb-word"
        cells.append(
            f'<div class="pb-figure" tabindex="0"><dt>{escape(figure.label)}</dt>'
            f'<dd class="{kind}">{value}{trend_line(trends.get(figure.figure), theme)}</dd><dd class="pb-context">{escape(figure.context)}</dd>'
            f'<dd class="pb-help" role="tooltip">{escape(figure.meaning)}</dd></div>'
        )
    return f'<div class="pb-strip"><dl class="pb-figures">{"".join(cells)}</dl></div>'


def definitions(all_of_them: Sequence[Definition]) -> str:
    """Every figure's name and what it counts."""
    rows = "".join(f"<div><dt>{escape(each.name)}</dt><dd>{escape(each.meaning)}</dd></div>" for each in all_of_them)
    return f'<section class="pb-definitions"><dl>{rows}</dl></section>'


def detail(task: TaskDetail, language: Language) -> str:
    """One task in full: its fields in two columns, and where it stands in the workbook."""
    rows = "".join(f"<div><dt>{escape(name)}</dt><dd>{escape(words)}</dd></div>" for name, words in task.fields)
    place = f"<small>{escape(text(language, 'board.detail.place', cell=task.cell))}</small>" if task.cell else ""
    return f'<section class="pb-detail" data-ref="{escape(task.ref)}"><h2 class="pb-chart-title">{escape(task.heading)}{place}</h2><dl>{rows}</dl></section>'

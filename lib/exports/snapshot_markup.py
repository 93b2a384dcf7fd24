"""The snapshot's page: the report as a document, and the empty stage that the script fills when it is presented.

Every word that goes in is escaped here. The screens of a presentation are made from the document itself, so that both say the same.
"""

from collections.abc import Mapping, Sequence

from lib.exports.presented_rows import presented_rows
from lib.exports.report import Provenance, Report, Section, audience_named
from lib.exports.snapshot_safety import markup_text
from lib.exports.table import Table, repeats_phrase
from lib.figures.spec import ChartSpec, WallChart
from lib.figures.wrapping import width
from lib.i18n import Language, text
from lib.i18n.formats import number as counted
from lib.schema import Opinion, Task
from lib.wording.definitions import Definition
from lib.wording.key_figures import KeyFigure

BROAD_COLUMNS = 9
"""A table of so many columns takes a sheet of paper lying down."""

_KINDS = ((8, "short tiny"), (14, "short"), (30, "middle"))
"""What a cell is by its length in half-width units; a longer one is broken as it comes."""

_LONGEST_VALUE = 7
"""Half-width units of a figure set large; words instead of a figure are set smaller."""

_YIELDING: tuple[str, ...] = (
    "course",
    Task.ACTUAL_N,
    Task.GATE_STATUS,
    Task.OWNER,
    Task.AGREED_DUE,
    Task.LEAD,
    Task.END,
    Opinion.RAW_COUNT,
    Opinion.CHANNEL,
    Opinion.SUBCATEGORY,
)
"""Columns that give way, the first of them first, where not all of a table can be read on the wall."""

_JOINT = "\u00a0"

_WAY_BACK = "ref"
"""The column that leads back to the workbook's row: for the file, not for the wall."""

_ASIDE = ' class="aside"'
"""What the foot of a screen leaves to the cover where the screen is upright."""

_KEYS = ("forward", "back", "ends", "section", "contents", "number", "black", "theme", "full", "help", "leave", "mouse", "touch")
_BUTTONS = ("back", "forward", "contents", "full", "theme", "black", "help", "leave")


def page(report: Report, charts: Mapping[str, Sequence[int]]) -> str:
    """Everything between the page's opening and its scripts; `charts` are the numbers of each section's charts."""
    language = report.language
    sections = "\n".join(_section(place, each, charts[each.name], language) for place, each in enumerate(report.sections, start=1))
    nothing = "" if report.sections else f'<p class="sentence">{_say(language, "nothing")}</p>'
    return (
        f'<div id="report">\n{_masthead(report)}\n<div class="sheet">\n{_contents(report)}\n<main>\n{sections}{nothing}\n'
        f"</main>\n</div>\n</div>\n{_stage(report)}"
    )


def page_title(report: Report) -> str:
    """The name of the window."""
    about = report.provenance
    return markup_text(text(report.language, "snapshot.window", title=about.title, as_of=about.as_of))


def _masthead(report: Report) -> str:
    language, about = report.language, report.provenance
    mark = f'<span class="mark">{markup_text(text(language, "ui.sample"))}</span>' if about.is_sample else ""
    facts = (
        ("as_of", about.as_of),
        ("version", about.version),
        ("filters", about.filters),
        ("audience", about.audience),
    )
    rows = "".join(
        f'<div><dt class="{name}">{_say(language, name)}</dt><dd{_said_alone(name, words, language)}>{markup_text(words)}</dd></div>'
        for name, words in facts
        if words
    )
    buttons = "".join(
        f'<button type="button" id="{name}">{_say(language, f"button.{name}")}</button>' for name in ("present", "print", "light")
    )
    return (
        f'<header class="masthead"><p class="kind">{markup_text(text(language, "report.kind"))}{mark}</p><h1>{markup_text(about.title)}</h1>'
        f'<dl class="about">{rows}</dl>{_rule(about)}<div class="buttons">{buttons}</div>'
        f"<noscript><p>{_say(language, 'no_script')}</p></noscript></header>"
    )


def _said_alone(name: str, words: str, language: Language) -> str:
    """How a fact is told where its name does not stand beside it: of an audience one would ask what it is."""
    return f' data-said="{markup_text(audience_named(words, language))}"' if name == "audience" else ""


def _contents(report: Report) -> str:
    lines = "".join(f'<li><a href="#{each.name}">{markup_text(each.title)}</a></li>' for each in report.sections)
    name = _say(report.language, "contents")
    return f'<nav class="contents" aria-label="{name}"><h2>{name}</h2><ol>{lines}</ol></nav>' if lines else ""


def _section(place: int, section: Section, charts: Sequence[int], language: Language) -> str:
    parts = [
        f'<h2><span class="place">{place}</span> <span class="name">{markup_text(section.title)}</span></h2>',
        f'<p class="sentence">{_sentence(section.sentence)}</p>',
    ]
    if section.remarks:
        parts.append('<ul class="remarks">' + "".join(f"<li>{markup_text(each)}</li>" for each in section.remarks) + "</ul>")
    if section.figures:
        parts.append(f'<dl class="figures">{"".join(_figure(each) for each in section.figures)}</dl>')
    parts += [_chart(number, spec) for number, spec in zip(charts, section.charts, strict=True)]
    parts += [_table(each, language) for each in section.tables]
    if section.definitions:
        parts.append(_definitions(section.definitions, language))
    if section.behind:
        parts.append(f'<p class="behind">{markup_text(section.behind)}</p>')
    return f'<section id="{section.name}" class="section{_sheet_of(section)}">\n' + "\n".join(parts) + "\n</section>"


def _sentence(words: str) -> str:
    """A conclusion; the space that holds a task's number and its name together stays such a one."""
    return _JOINT.join(markup_text(part) for part in words.split(_JOINT))


def _sheet_of(section: Section) -> str:
    """The sheet of paper that a section asks for."""
    if any(isinstance(spec, WallChart) for spec in section.charts):
        return " poster"
    return " broad" if any(len(each.headings) >= BROAD_COLUMNS for each in section.tables) else ""


def _figure(figure: KeyFigure) -> str:
    kinds = ["bad"] * figure.is_bad + ["long"] * (width(figure.value) > _LONGEST_VALUE)
    kind = f' class="{" ".join(kinds)}"' if kinds else ""
    return (
        f"<div{kind}><dt>{markup_text(figure.label)}</dt><dd><b>{markup_text(figure.value)}</b>"
        f'<span class="context">{markup_text(figure.context)}</span></dd></div>'
    )


def _chart(number: int, spec: ChartSpec) -> str:
    """The chart's place; until it is drawn, and where nothing can be drawn, its words stand there."""
    kind = "chart wall" if isinstance(spec, WallChart) else "chart"
    beneath = f" <small>{markup_text(spec.subtitle)}</small>" if spec.subtitle else ""
    note = f'<p class="note">{markup_text(spec.note)}</p>' if spec.note else ""
    if spec.note_on_phone != spec.note:
        note += f'<p class="note phone">{markup_text(spec.note_on_phone)}</p>'
        kind += " twofold"
    words = markup_text(spec.alt or spec.empty)
    return (
        f'<figure class="{kind}"><figcaption><h3>{markup_text(spec.title)}{beneath}</h3></figcaption>'
        f'<div class="drawing" data-chart="{number}"><p>{words}</p></div>{note}</figure>'
    )


def _table(table: Table, language: Language) -> str:
    counts = _counts(table)
    kinds = ["wide" if name in table.wide else "ref" if name == _WAY_BACK else "count" * (name in counts) for name, _ in table.headings]
    headings = [(name, text(language, "snapshot.row") if name == _WAY_BACK else words) for name, words in table.headings]
    head = "".join(
        f'<th scope="col"{f" class={kind}" if kind else ""}{_yields(name)}>{markup_text(words)}</th>'
        for (name, words), kind in zip(headings, kinds, strict=True)
    )
    lines = zip(*(table.cells[name].fillna("").astype("str") for name, _ in table.headings), strict=True)
    body = "\n".join(_row(dict(zip((name for name, _ in table.headings), line, strict=True)), table, counts) for line in lines)
    title = markup_text(table.title)
    empty = f'<p class="note">{markup_text(table.empty)}</p>' if table.is_empty and table.empty else ""
    return (
        f'<div class="roll" tabindex="0" role="region" aria-label="{title}"><table{_presented(table, language)}><caption>{title}</caption>'
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody></table></div>{empty}"
    )


def _counts(table: Table) -> frozenset[str]:
    """The columns of numbers, which stand at the right; a number in the first column names its row and stands at the edge."""
    names = [name for name, _ in table.headings[1:] if name not in table.wide]
    return frozenset(name for name in names if table.is_of_numbers(name))


def _presented(table: Table, language: Language) -> str:
    """How many rows of a long table are presented, and what is then said of the others; all of them stand in the document."""
    most = presented_rows(table)
    left = len(table.cells) - most
    if not left:
        return ""
    return f' data-most="{most}" data-left="{markup_text(text(language, "slides.table.left", n=left, count=counted(left, language)))}"'


def _yields(column: str) -> str:
    place = _YIELDING.index(column) + 1 if column in _YIELDING else 0
    return f' data-yields="{place}"' if place else ""


def _row(cells: Mapping[str, str], table: Table, counts: frozenset[str]) -> str:
    again = Task.END if repeats_phrase(cells.get(Task.DUE_TEXT, ""), cells.get(Task.END, "")) else None
    told = (_cell(words, is_wide=name in table.wide, is_again=name == again, is_count=name in counts) for name, words in cells.items())
    return f"<tr>{''.join(told)}</tr>"


def _cell(words: str, *, is_wide: bool, is_again: bool, is_count: bool) -> str:
    """A day, a share or a state is not broken over two lines, and a little more not over three; what another cell says already is marked."""
    kind = "wide" if is_wide else next((name for most, name in _KINDS if width(words) <= most), "")
    kind += " again" if is_again and kind else ""
    kind += " count" if is_count and kind else ""
    opening = f'<td class="{kind}">' if kind else "<td>"
    return f"{opening}{markup_text(words)}</td>"


def _definitions(meanings: Sequence[Definition], language: Language) -> str:
    rows = "".join(f"<div><dt>{markup_text(each.name)}</dt><dd>{markup_text(each.meaning)}</dd></div>" for each in meanings)
    return f'<div class="meanings"><h3>{_say(language, "meanings")}</h3><dl>{rows}</dl></div>'


def _rule(about: Provenance) -> str:
    return f'<p class="rule">{markup_text(about.lamp_rule)}</p>' if about.lamp_rule else ""


def _stage(report: Report) -> str:
    language, about = report.language, report.provenance
    mark = f'<span class="mark">{markup_text(text(language, "ui.sample"))}</span>' if about.is_sample else ""
    audience = audience_named(about.audience, language)
    facts = ((about.title, ""), (about.version, _ASIDE), (about.as_of, ""), (about.filters, _ASIDE), (audience, ""))
    imprint = "".join(f"<span{kind}>{markup_text(words)}</span>" for words, kind in facts if words)
    buttons = "".join(
        f'<button type="button" data-do="{name}" title="{_say(language, f"key.{name}.keys")}">{_say(language, f"button.{name}")}</button>'
        for name in _BUTTONS
    )
    keys = "".join(f"<div><dt>{_say(language, f'key.{name}.keys')}</dt><dd>{_say(language, f'key.{name}')}</dd></div>" for name in _KEYS)
    close = f'<button type="button" data-do="close">{_say(language, "button.close")}</button>'
    return f"""<div id="stage" hidden><div id="desk">
<div id="screens"></div>
<nav id="dots" aria-label="{_say(language, "progress")}"></nav>
<footer id="imprint">{mark}{imprint}<span id="place"></span></footer>
<div id="bar" role="toolbar" aria-label="{_say(language, "bar")}">{buttons}</div>
<div id="list" class="over" role="dialog" aria-modal="true" aria-label="{_say(language, "contents")}" hidden><h2>{_say(language, "contents")}</h2><ol></ol>{close}</div>
<div id="help" class="over" role="dialog" aria-modal="true" aria-label="{_say(language, "button.help")}" hidden><h2>{_say(language, "button.help")}</h2><dl>{keys}</dl>{close}</div>
<p id="typed" aria-hidden="true" hidden></p>
</div><div id="black" hidden></div><p id="said" aria-live="polite"></p></div>"""


def _say(language: Language, key: str) -> str:
    """A word of the page's own furniture."""
    return markup_text(text(language, f"snapshot.{key}"))

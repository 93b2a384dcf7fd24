"""The report of a board: its sections in the order of talk, each from the same board that the pages ask.

To add a section, write a function that builds it and one line in `SECTIONS`; its title is the message `report.section.<name>`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from lib import wording
from lib.desk.board import Board
from lib.desk.lists import TaskLine
from lib.desk.opening import Opened
from lib.desk.report_tables import task_lines_table, unit_problem_table, unit_table
from lib.desk.section import numbered
from lib.desk.tables import Table, table_of_rows
from lib.exports.archive import plain_name
from lib.exports.presented_rows import presented_rows
from lib.exports.report import Provenance, Report, Section
from lib.i18n import Language, text
from lib.i18n.formats import moment, number
from lib.metrics.states import State
from lib.metrics.task_lists import late_tasks
from lib.schema import Audience, Opinion
from lib.wording import of_chart
from lib.wording import report as words
from lib.wording.definitions import definition
from lib.wording.phrases import counted
from lib.wording.reminders import short_name

ALL_ROWS = 1_000_000
"""More rows than any list has: a report shows lists whole."""

_MOST_ROWS_NAMED = 12
_PUBLIC_COLUMNS = (Opinion.CATEGORY, Opinion.ISSUE, Opinion.GOAL, Opinion.MEASURE, Opinion.OWNER_UNIT, Opinion.DUE_TEXT)


def report(board: Board, opened: Opened, names: Sequence[str], filters: str, language: Language) -> Report:
    """Sections by their names, those that have nothing to say left out.

    Args:
        board: version, audience, filters and day.
        opened: the workbook behind it, for its name and version.
        names: of `SECTIONS`, in the order wanted.
        filters: the filters in words.
        language: the reader's language.
    """
    built = (SECTIONS[name](board, language) for name in names if name in SECTIONS)
    return Report(language, provenance(board, opened, filters, language), tuple(section for section in built if section is not None))


def provenance(board: Board, opened: Opened, filters: str, language: Language) -> Provenance:
    """What a report says of itself."""
    title = board.disclosed.title or opened.file_name
    return Provenance(
        title=title,
        version=_version(opened, language),
        as_of=wording.as_of_lead(board.as_of, language, year=True),
        day=board.as_of.day,
        filters=filters,
        audience=text(language, f"audience.{board.disclosed.audience}"),
        lamp_rule=board.lamp_rule(language),
        is_sample=board.disclosed.settings.is_sample,
        stem=_stem(title, board, opened, language),
        is_filtered=not board.filters.is_empty,
    )


def _version(opened: Opened, language: Language) -> str:
    if opened.info is not None:
        return text(language, "report.version", number=opened.info.number, when=moment(opened.info.published, language, year=True))
    return text(language, "report.version.draft" if opened.is_draft else "report.version.bundled")


def _stem(title: str, board: Board, opened: Opened, language: Language) -> str:
    """看板_日期_版本: text from a workbook is never a path."""
    version = text(language, "report.version.stem", number=opened.info.number) if opened.info else text(language, "report.stem.draft")
    plain = plain_name(title) or text(language, "ui.brand")
    return f"{plain}_{board.as_of.day.isoformat()}_{version}"


def _overview(board: Board, language: Language) -> Section | None:
    if not board.has_tasks:
        return None
    return _section("overview", board.conclusion("overview", language), ("phase_progress",), board, language, figures="overview")


def _curve(board: Board, language: Language) -> Section | None:
    return _section("curve", board.conclusion("timeline", language), ("s_curve",), board, language) if board.has_tasks else None


def _phases(board: Board, language: Language) -> Section | None:
    return _section("phases", board.conclusion("tasks", language), ("gantt",), board, language) if board.has_tasks else None


def _wall(board: Board, language: Language) -> Section | None:
    return _section("wall", board.conclusion("wall", language), ("wall_chart",), board, language) if board.has_tasks else None


def _late(board: Board, language: Language) -> Section | None:
    if not board.has_tasks:
        return None
    found = board.task_list("late", language, ALL_ROWS)
    days = late_tasks(board.states)[State.DAYS_LATE].tolist()
    worst = tuple(text(language, "report.late.task", n=int(late), task=_named(line)) for line, late in zip(found.lines, days, strict=True))
    return _listed("late", words.late(board.progress, worst, language), (("late", found.lines),), language)


def _stuck(board: Board, language: Language) -> Section | None:
    if not board.has_tasks:
        return None
    stuck, asking = (board.task_list(name, language, ALL_ROWS).lines for name in ("stuck", "help_needed"))
    return _listed(
        "stuck",
        words.stuck(board.progress, len(asking), language, withheld=board.help_withheld),
        (("help_needed", asking), ("stuck", stuck)),
        language,
    )


def _next(board: Board, language: Language) -> Section | None:
    if not board.has_tasks:
        return None
    found = board.task_list("next", language, ALL_ROWS)
    return _listed("next", words.coming(board.progress, board.due_soon_days, language), (("next", found.lines),), language)


def _units(board: Board, language: Language) -> Section | None:
    reports = tuple(board.unit_report(name) for name in board.units)
    if not reports:
        return None
    table = (unit_table if any(report.progress.total for report in reports) else unit_problem_table)(reports, language)
    return Section(
        "units", _title("units", language), words.units(reports, language), words.done_beyond(board.progress, language), tables=(table,)
    )


def _unit_problems(board: Board, language: Language) -> Section | None:
    """What each unit puts right, without its tasks; a unit that has no problem is left out."""
    reports = tuple(report for report in (board.unit_report(name) for name in board.units) if report.rectification.problems)
    if not reports:
        return None
    table = unit_problem_table(reports, language)
    return Section("unit_problems", _title("unit_problems", language), words.unit_problems(reports, language), tables=(table,))


def _feedback(board: Board, language: Language) -> Section | None:
    if not board.has_opinions:
        return None
    found = _section("feedback", board.conclusion("feedback", language), ("categories",), board, language, figures="feedback")
    return replace(found, remarks=(*found.remarks, *_whole(board, "opinions", language)))


def _rectification(board: Board, language: Language) -> Section | None:
    if not board.has_problems:
        return None
    sentence = board.conclusion("rectification", language)
    found = _section("rectification", sentence, ("rectification_by_category",), board, language, beside="rectification")
    return replace(found, remarks=(*found.remarks, *_whole(board, "opinions", language)))


def _tasks(board: Board, language: Language) -> Section | None:
    table = board.table("tasks", language)
    if table.is_empty:
        return None
    return Section("tasks", _title("tasks", language), board.conclusion("tasks", language), tables=(table,))


def _opinions(board: Board, language: Language) -> Section | None:
    table = board.table("opinions", language)
    if table.is_empty:
        return None
    texts = table.cells.get(Opinion.TEXT)
    is_blank = board.disclosed.audience is not Audience.HEAD and texts is not None and texts.fillna("").eq("").any()
    remarks = (*_order_of_opinions(table, board, language), *((text(language, "report.opinions.blank"),) if is_blank else ()))
    return Section("opinions", _title("opinions", language), board.conclusion("feedback", language), remarks, tables=(table,))


def _order_of_opinions(table: Table, board: Board, language: Language) -> tuple[str, ...]:
    """How many rows and in which order, where a meeting sees the first of them only: below the head they are ordered by what they show."""
    rows = len(table.cells)
    if presented_rows(table) == rows:
        return ()
    order = "sheet" if board.disclosed.audience is Audience.HEAD else "shown"
    return (counted(language, f"report.opinions.order.{order}", rows),)


def _public_plan(board: Board, language: Language) -> Section | None:
    """Goal, measure, unit and deadline of what is made public: only the public's own frames tell which rows those are."""
    if board.disclosed.audience is not Audience.PUBLIC:
        return None
    shown = board.opinions[board.opinions[Opinion.MEASURE].notna() | board.opinions[Opinion.GOAL].notna()]
    if shown.empty:
        return None
    columns = [name for name in _PUBLIC_COLUMNS if shown[name].notna().any()]
    headings = tuple((str(name), text(language, f"column.feedback.{name}")) for name in columns)
    rows = [tuple(map(str, row)) for row in shown[columns].fillna("").itertuples(index=False, name=None)]
    table = table_of_rows(
        "public_plan", _title("public_plan", language), headings, rows, (Opinion.ISSUE, Opinion.GOAL, Opinion.MEASURE), ""
    )
    return Section("public_plan", _title("public_plan", language), counted(language, "report.public_plan", len(rows)), tables=(table,))


def _view(name: str) -> Callable[[Board, Language], Section | None]:
    """A section of the pages as one of the report."""

    def build(board: Board, language: Language) -> Section | None:
        shown = board.section(name, language)
        charts = tuple(spec for chart in shown.charts if not (spec := board.chart(chart, language)).is_empty)
        if not shown.tables and not charts:
            return None
        return Section(name, _title(name, language), shown.sentence, shown.notes, charts=charts, tables=shown.tables)

    return build


SECTIONS: Mapping[str, Callable[[Board, Language], Section | None]] = {
    "overview": _overview,
    "curve": _curve,
    "phases": _phases,
    "wall": _wall,
    "late": _late,
    "stuck": _stuck,
    "units": _units,
    "feedback": _feedback,
    "rectification": _rectification,
    "unit_problems": _unit_problems,
    "gates": _view("gates"),
    "replan": _view("replan"),
    "next": _next,
    "tasks": _tasks,
    "opinions": _opinions,
    "public_plan": _public_plan,
}
"""Every section, in the order of talk; the last three are whole tables, for paper and files."""

MEETING = ("overview", "curve", "phases", "wall", "late", "stuck", "units", "feedback", "rectification", "gates", "next")
"""What a meeting is shown unless somebody chooses otherwise."""


def _section(
    name: str, sentence: str, charts: Sequence[str], board: Board, language: Language, *, figures: str = "", beside: str = ""
) -> Section:
    """Sentence and charts; `figures` is the page whose figures and remarks go along, `beside` one whose remarks alone do."""
    specs = tuple(spec for chart in charts if not (spec := board.chart(chart, language)).is_empty)
    shown = board.key_figures(figures, language) if figures else ()
    meanings = {each.figure: each for chart in charts for each in of_chart(chart, language)}
    meanings |= {each.figure: definition(each.figure, language) for each in shown}
    return Section(
        name=name,
        title=_title(name, language),
        sentence=sentence,
        remarks=_remarks(figures or beside, board, language),
        figures=shown,
        charts=specs,
        definitions=tuple(meanings.values()),
    )


def _whole(board: Board, part: str, language: Language) -> tuple[str, ...]:
    """That the filters leave all opinions, or all tasks: what is chosen says nothing of them, and a report shows both."""
    shown, whole = (board.opinions, board.disclosed.feedback) if part == "opinions" else (board.states, board.disclosed.tasks)
    return () if board.filters.is_empty or len(shown) < len(whole) else (text(language, f"report.whole.{part}"),)


def _remarks(page: str, board: Board, language: Language) -> tuple[str, ...]:
    """What must be known beside a conclusion, and what to add to the workbook; what only a page can ask for is not asked for in a file."""
    if not page:
        return ()
    known: tuple[str, ...] = (text(language, "report.year.missing"),) if board.lacks_year else board.remarks(page, language)
    is_unreported = page == "overview" and bool(board.progress.total) and not board.progress.is_reported
    whole = _whole(board, "tasks", language) if page == "overview" and board.has_tasks else ()
    return (*known, *whole, text(language, "report.progress.missing")) if is_unreported else (*known, *whole)


def _listed(name: str, sentence: str, lists: Sequence[tuple[str, Sequence[TaskLine]]], language: Language) -> Section:
    tables = tuple(task_lines_table(each, lines, language) for each, lines in lists if lines)
    refs = list(dict.fromkeys(line.ref for _, lines in lists for line in lines))
    return Section(name, _title(name, language), sentence, tables=tables, behind=_behind(refs, language))


def _behind(refs: Sequence[str], language: Language) -> str:
    """Which rows stand behind a list; "" where none does."""
    if not refs:
        return ""
    comma = text(language, "wording.join.comma")
    named = comma.join(refs[:_MOST_ROWS_NAMED])
    if len(refs) > _MOST_ROWS_NAMED:
        named += comma + text(language, "report.behind.more", n=len(refs), count=number(len(refs), language))
    return text(language, "report.behind", n=len(refs), count=number(len(refs), language), rows=named)


def _named(line: TaskLine) -> str:
    """A task as a sentence names it: its number, and as much of its text as one reads at a glance; no line ends between the two."""
    return numbered(line.number, short_name(line.task), between="\u00a0")


def _title(name: str, language: Language) -> str:
    return text(language, f"report.section.{name}")

"""Chart titles, and alternative texts computed from the same figures that the chart draws.

An alternative text says what kind of chart it is, what it shows and its values; past `LISTED` items it
names the first and says how many more there are.
"""

from collections.abc import Sequence

from lib.i18n import Language, text
from lib.i18n.formats import day, number, percent
from lib.metrics.model import CategoryRectification, CrossTable, FeedbackGroup, PhaseProgress, SCurve, Timeline
from lib.schema import Lamp
from lib.wording.gates import marks_in_words
from lib.wording.lamps import lamp_label, rectification_label
from lib.wording.phrases import as_of_lead, clauses, counted, listed, name_or, of_all, sentence

LISTED = 12


def chart_title(name: str, language: Language) -> str:
    """What a chart of the registry shows, as its title."""
    return text(language, f"chart.{name}.title")


def hidden_label(language: Language) -> str:
    """What stands for a hidden count: the bare fact, since a cell may be hidden for another's sake and not be small."""
    return text(language, "wording.hidden")


_OF_GROUPS = frozenset({"groups", "group_by_category"})
"""Tables with source groups in their rows."""


def group_label(name: str, language: Language) -> str:
    """A category, channel or group as shown; 未分类 where the cell was blank."""
    return name_or(name, language, "wording.unclassified")


def source_group_label(name: str, language: Language) -> str:
    """A source group as shown. Who is unnamed wrote nothing there, or belongs to a group too small to be named (`lib.access.groups`)."""
    return name_or(name, language, "wording.other_groups")


def phase_progress_alt(phases: Sequence[PhaseProgress], language: Language) -> str:
    """Each phase with done, should be done and all."""
    return alternative_text(language, "phase_progress", [_phase(phase, language) for phase in phases])


def _phase(phase: PhaseProgress, language: Language) -> str:
    progress = phase.progress
    facts = {
        "phase": name_or(phase.phase, language),
        "total": number(progress.total, language),
        "should": number(progress.should_be_done, language),
    }
    undated = ".undated" if progress.is_undated else ""
    if progress.done is None or progress.is_unknown:
        return text(language, f"chart.phase_progress.alt.plan_only{undated}", None, **facts)
    late = counted(language, "chart.phase_progress.alt.late", progress.overdue) if progress.overdue else ""
    said = text(language, f"chart.phase_progress.alt.one{undated}", None, done=number(progress.done, language), **facts)
    return clauses(language, [part for part in (said, late) if part])


def s_curve_alt(curve: SCurve, language: Language) -> str:
    """Where plan and actual stand on the as-of day, and where the plan ends."""
    if not curve.points:
        return ""
    now = [point for point in curve.points if point.day <= curve.as_of.day] or [curve.points[0]]
    known = [point for point in now if point.actual is not None]
    parts = [text(language, "chart.s_curve.alt.plan", day=day(now[-1].day, language), plan=percent(now[-1].plan, language))]
    if known:
        last = known[-1]
        parts.append(text(language, "chart.s_curve.alt.actual", day=day(last.day, language), actual=percent(last.actual or 0.0, language)))
    elif curve.done_without_day:
        parts.append(text(language, "chart.s_curve.alt.past_unknown"))
    elif not curve.begins_later:
        parts.append(text(language, of_all("wording.headline.unreported", curve.total)))
    whole = next(point.day for point in curve.points if point.should_be_done == curve.points[-1].should_be_done)
    parts.append(text(language, "chart.s_curve.alt.end", day=day(whole, language, year=True)))
    return alternative_text(language, "s_curve", parts)


def gantt_alt(timeline: Timeline, language: Language) -> str:
    """How many tasks, over which days, and the late ones by number and name."""
    if not timeline.bars or timeline.first is None or timeline.last is None:
        return ""
    late = [bar for bar in timeline.bars if bar.lamp is Lamp.OVERDUE]
    parts = [
        counted(
            language,
            "chart.gantt.alt.tasks",
            len(timeline.bars),
            first=day(timeline.first, language, year=True),
            last=day(timeline.last, language, year=True),
        ),
        as_of_lead(timeline.as_of, language),
    ]
    if late:
        named = [_short(f"{bar.number} {bar.task}".strip()) for bar in late[:LISTED]]
        parts.append(text(language, "chart.gantt.alt.late", label=lamp_label(Lamp.OVERDUE, language), tasks=listed(language, named)))
    marks = marks_in_words([mark for bar in timeline.bars for mark in bar.duties], language)
    return alternative_text(language, "gantt", [*parts, marks] if marks else parts)


def _short(task: str, most: int = 40) -> str:
    return task.rstrip("。．.；;") if len(task) <= most else task[: most - 1] + "…"


def groups_alt(name: str, groups: Sequence[FeedbackGroup], language: Language) -> str:
    """Each group with raw count, merged count and share."""
    return alternative_text(
        language,
        name,
        [
            text(
                language,
                "chart.feedback.alt.one",
                name=group_label(group.name, language),
                raw=number(group.raw, language),
                merged=number(group.merged, language),
                share=percent(group.share, language),
            )
            for group in groups
        ],
    )


def cross_table_alt(name: str, table: CrossTable, language: Language) -> str:
    """Every cell of a small table, hidden ones said to be hidden."""
    single = len(table.columns) == 1
    row_label = source_group_label if name in _OF_GROUPS else group_label
    said = []
    for row, cells in zip(table.rows, table.cells, strict=True):
        shown = [hidden_label(language) if cell is None else number(cell, language) for cell in cells]
        pairs = (
            shown if single else [f"{group_label(column, language)} {value}" for column, value in zip(table.columns, shown, strict=True)]
        )
        said.append(text(language, "chart.table.alt.row", name=row_label(row, language), cells=clauses(language, pairs)))
    hidden = [counted(language, "chart.table.alt.hidden", table.hidden, minimum=table.minimum)] if table.hidden else []
    return alternative_text(language, name, said, [of_version(table, language), *hidden])


def of_version(table: CrossTable, language: Language) -> str:
    """Of which day and version a table is, where that is not the version shown; "" where it is."""
    if table.made_from is None:
        return ""
    return text(
        language,
        "chart.table.of_version",
        day=day(table.made_from.day, language, year=True),
        number=number(table.made_from.number, language),
    )


def table_note(name: str, table: CrossTable, language: Language) -> str:
    """What must be known beside a table of counts: its day where it is an older one, and why, what its hidden cells are, and who is pooled."""
    late = ""
    if table.made_from is not None:
        late = text(language, "chart.table.note.of_version", of_version=of_version(table, language), minimum=table.minimum)
    hidden = text(language, "figures.note.hidden", minimum=table.minimum) if table.hidden else ""
    is_pooled = name in _OF_GROUPS and "" in table.rows
    pooled = text(language, "figures.note.other_groups", name=source_group_label("", language), minimum=table.minimum) if is_pooled else ""
    return language.manners.gap.join(part for part in (late, hidden, pooled) if part)


def rectification_alt(rows: Sequence[CategoryRectification], language: Language) -> str:
    """Each category's problems by state."""
    said = []
    for row in rows:
        states = [f"{rectification_label(state, language)} {number(n, language)}" for state, n in row.states if n]
        said.append(text(language, "chart.table.alt.row", name=group_label(row.category, language), cells=clauses(language, states)))
    return alternative_text(language, "rectification_by_category", said)


def alternative_text(language: Language, name: str, items: Sequence[str], notes: Sequence[str] = ()) -> str:
    """The chart's title and its facts as one sentence; "" of nothing."""
    if not items:
        return ""
    said = list(items[:LISTED])
    if len(items) > LISTED:
        said.append(counted(language, "chart.alt.more", len(items) - LISTED))
    return text(language, "chart.alt", title=chart_title(name, language), facts=sentence(language, [*said, *notes]))

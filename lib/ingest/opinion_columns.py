"""The columns of tables of opinions, ledgers, persons and rules."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from lib.ingest.grid import Grid, cell_text
from lib.ingest.headers import PATTERN_RANK, WEAK_RANK, is_header_of, matches, normal
from lib.ingest.mapped import HeaderCell, Mapped
from lib.ingest.naming import assign, borrow, mapped_of, place_of, sample_of, state_in_words
from lib.ingest.question_columns import questions
from lib.ingest.samples import Sample, fits
from lib.ingest.task_days import planned_instead
from lib.ingest.verdicts import verdict_of
from lib.schema import Evaluation, Opinion, Organisation, Rule, SheetRole, Talk

_SPARSE = 0.2
_LEDGER_SIGNS = frozenset(
    {
        Opinion.ISSUE, Opinion.MEASURE, Opinion.GOAL, Opinion.RECTIFICATION_KIND, Opinion.CLOSED, Opinion.DUE_TEXT, Opinion.STATUS,
        Opinion.CHECKED, Opinion.CHECKED_BY, Opinion.VERDICT, Opinion.RESULT, Opinion.DONE, Opinion.CAUSE,
    }
)  # fmt: skip
_OPINION_SIGNS = frozenset(
    {Opinion.TEXT, Opinion.CHANNEL, Opinion.GROUP, Opinion.RAW_COUNT, Opinion.OPENNESS, Opinion.RECEIVED, Opinion.MERGED_INTO}
)
_WHO_AND_WHAT = frozenset({Opinion.CATEGORY, Opinion.LEAD, Opinion.OWNER_UNIT, Opinion.OWNER, Opinion.TARGET})
_DUTIES = (_LEDGER_SIGNS - {Opinion.RESULT, Opinion.CAUSE}) | {Opinion.LEAD, Opinion.OWNER}
_FEWEST_BESIDE = 2  # of these beside the problems make a list of problems (问题清单) that names no measure yet
SUBJECTS = frozenset({Opinion.TEXT, Opinion.ISSUE, Opinion.MEASURE})
"""What a table of opinions or a ledger lists; it has one of these columns at least."""

OF_OPINIONS = (SheetRole.FEEDBACK, SheetRole.RECTIFICATION)
"""Sheets that share the columns of opinions."""


def as_opinions(
    grid: Grid, cells: Sequence[HeaderCell], samples: dict[int, Sample], body: range, role: SheetRole | None = None
) -> Mapped | None:
    """Name the columns as those of opinions or of a ledger; of the given role where it is settled. None where it is neither."""
    cells = _closings(cells, samples)
    names, ranks = assign(cells, samples, SheetRole.FEEDBACK, must="")
    found = set(names.values())
    subjects = [x for x, name in names.items() if name in SUBJECTS]
    if role is not None and any(cell.chosen in SUBJECTS for cell in cells):
        return mapped_of(role, cells, names, ranks)
    is_weak = all(ranks[x] >= WEAK_RANK for x in subjects) and not _is_register(names, ranks) and not _are_by_aspect(cells, subjects)
    if not subjects or is_weak or (len(found) < 2 and not questions(cells, names, samples)):
        return None
    if max(samples[x].count for x in subjects) < _SPARSE * max(sample.count for sample in samples.values()):
        return None  # a column that hardly a row fills is not what the table lists
    opinion, ledger = found & _OPINION_SIGNS, found & _LEDGER_SIGNS
    if _is_issue_tracker(cells, found):
        return None
    if (
        not opinion
        and len(ledger) < 2
        and not questions(cells, names, samples)
        and not (Opinion.ISSUE in found and len(found & _WHO_AND_WHAT) >= _FEWEST_BESIDE)
    ):
        return None
    is_opinion = Opinion.TEXT in found and (len(opinion) >= 2 or len(ledger) < 2)
    if is_opinion and role is not SheetRole.RECTIFICATION:
        _unit_of_who_spoke(cells, names, ranks)
    listed = role or (SheetRole.FEEDBACK if is_opinion else SheetRole.RECTIFICATION)
    borrow(cells, samples, listed, names, ranks)
    state_in_words(cells, names, ranks, samples)
    _verdicts(grid, cells, names, ranks, body)
    _day_of_closing(cells, names)
    if listed is SheetRole.FEEDBACK:
        _day_of_saying(cells, names)
    planned = planned_instead(grid, [cell for cell in cells if cell.chosen is None], names, body, role=listed)
    mapped = mapped_of(listed, cells, names, ranks)
    return replace(mapped, planned=planned, questions=questions(cells, names, samples))


_OF_PUTTING_RIGHT = frozenset({Opinion.ISSUE_ID, Opinion.CAUSE, Opinion.RECTIFICATION_KIND, Opinion.CLOSED, Opinion.VERDICT})
_PUTS_RIGHT = re.compile(r"整改|改进|改善|解决|纠正|防范|应对|对策|correct|remed|rectif|mitigat|prevent|improve|counter|agreed|management")
_OF_LEDGERS = re.compile(r"整改|销号|隐患|问题(?:清单|台账|编号|来源|类别|类型|性质|分类)|rectif|remed|corrective")


def puts_nothing_right(grid: Grid, mapped: Mapped, body: range) -> bool:
    """Whether measures stand without any problem, and neither header, title nor sheet speaks of putting right: 重点工作 | 具体措施 is a plan."""
    listed = {column.name: column.text for column in mapped.columns if column.name in SUBJECTS}
    if set(listed) != {Opinion.MEASURE} or any(column.name in _OF_PUTTING_RIGHT or column.by_hand for column in mapped.columns):
        return False
    above = [cell_text(grid.cells[y, own[0]]) for y in range(min(body.start, grid.height)) if len(own := grid.own(y)) == 1]
    said = [grid.name, *above, *(column.text for column in mapped.columns)]
    return not _PUTS_RIGHT.search(normal(listed[Opinion.MEASURE])) and not any(_OF_LEDGERS.search(normal(text)) for text in said)


_FEWEST_OF_REGISTER = 2


def _are_by_aspect(cells: Sequence[HeaderCell], subjects: Sequence[int]) -> bool:
    """Whether what was said stands in columns by aspect (教学方面, 管理方面) under one header that says it is opinions or problems."""
    groups = [cell.parts[0] for cell in cells if len(cell.parts) > 1]
    return any(
        cell.x in subjects and groups.count(cell.parts[0]) > 1 and first.name in (Opinion.TEXT, Opinion.ISSUE) and first.rank < WEAK_RANK
        for cell in cells
        if cell.parts[0] in groups
        for first in matches(cell.parts[0]).get(SheetRole.FEEDBACK, ())[:1]
    )


def _is_register(names: Mapping[int, str], ranks: Mapping[int, int]) -> bool:
    """Whether 内容 stands beside the way it was heard and more that only opinions have (反映渠道, 问题类型): it is what was said."""
    sure = {name for x, name in names.items() if ranks[x] < WEAK_RANK}
    return Opinion.CHANNEL in sure and len(sure & {*_OPINION_SIGNS, Opinion.CATEGORY}) >= _FEWEST_OF_REGISTER


def _unit_of_who_spoke(cells: Sequence[HeaderCell], names: dict[int, str], ranks: Mapping[int, int]) -> None:
    """A bare 单位 beside opinions of which nothing is said but what was spoken is whose opinion it is, and nobody's duty."""
    x = place_of(names, Opinion.OWNER_UNIT)
    is_chosen = any(cell.x == x and cell.chosen for cell in cells)
    if x < 0 or is_chosen or ranks[x] < WEAK_RANK or not _DUTIES.isdisjoint(names.values()):
        return
    if Opinion.PROGRESS_NOTE in names.values() and x > place_of(names, Opinion.TEXT):
        return  # what became of an opinion, and behind it the unit that saw to it
    if Opinion.GROUP in names.values():
        del names[x]
    else:
        names[x] = Opinion.GROUP


_OF_CHECK = re.compile(
    "(整改|现场|检查|督查|实地)?(后)?(复核|验收|核查|复查|核实|销号|查验|验证)(组|单位|审核|验收|复核)?(的)?(意见|结论|结果|情况|评价)|(复核|验收|复查)(人|人员|单位)(的)?(意见|结论)"
)


def _verdicts(grid: Grid, cells: Sequence[HeaderCell], names: dict[int, str], ranks: dict[int, int], body: range) -> None:
    """验收意见 or 复查情况 whose cells say 合格 or 退回 holds the checker's verdicts; where they say none it may hold names, or what was found."""
    if Opinion.VERDICT in names.values():
        return
    for cell in cells:
        is_free = cell.chosen is None and names.get(cell.x, Opinion.CHECKED_BY) == Opinion.CHECKED_BY
        if is_free and _OF_CHECK.fullmatch(normal(cell.parts[-1])) and any(map(verdict_of, sample_of(grid, cell.x, body))):
            names[cell.x], ranks[cell.x] = str(Opinion.VERDICT), max(ranks.get(cell.x, 0), PATTERN_RANK)
            return


_STATE_OF_CLOSING = re.compile("(整改|验收|复核|问题)?销号(的)?状态")


def _closings(cells: Sequence[HeaderCell], samples: Mapping[int, Sample]) -> Sequence[HeaderCell]:
    """销号状态 beside a column of states says of each problem whether it is closed; alone it is the state."""
    closing = [cell for cell in cells if cell.chosen is None and _STATE_OF_CLOSING.fullmatch(normal(cell.parts[-1]))]
    others = [cell for cell in cells if cell not in closing and not cell.is_calendar]
    if not closing or not any(_is_state(cell, samples[cell.x]) for cell in others):
        return cells
    return [replace(cell, told=(str(Opinion.CLOSED),)) if cell in closing else cell for cell in cells]


def _is_state(cell: HeaderCell, sample: Sample) -> bool:
    """Whether a column is one of states, by its header and by its cells."""
    offered = matches(cell.parts[-1]).get(SheetRole.FEEDBACK, ()) if cell.chosen is None else ()
    return cell.chosen == Opinion.STATUS or (
        sample.count > 0 and any(match.name == Opinion.STATUS for match in offered) and fits(Opinion.STATUS, sample)
    )


def _day_of_closing(cells: Sequence[HeaderCell], names: dict[int, str]) -> None:
    """销号时间 beside a state is the closing itself where no other column is: read as the day of completion, it would close nothing."""
    x = place_of(names, Opinion.DONE)
    if x < 0 or Opinion.CLOSED in names.values() or Opinion.STATUS not in names.values():
        return
    cell = next(cell for cell in cells if cell.x == x)
    if cell.chosen is None and is_header_of(cell.parts[-1], SheetRole.FEEDBACK, Opinion.CLOSED):
        names[x] = str(Opinion.CLOSED)


_BARE_TIMES = frozenset({"时间", "日期", "date", "time", "when"})


def _day_of_saying(cells: Sequence[HeaderCell], names: dict[int, str]) -> None:
    """A bare 时间 beside opinions for which nobody has to do anything is when they were given, and no deadline."""
    x = place_of(names, Opinion.DUE_TEXT)
    if x < 0 or Opinion.RECEIVED in names.values() or not (_DUTIES - {Opinion.DUE_TEXT}).isdisjoint(names.values()):
        return
    cell = next(cell for cell in cells if cell.x == x)
    if cell.chosen is None and normal(cell.parts[-1]) in _BARE_TIMES:
        names[x] = str(Opinion.RECEIVED)


_TRACKED = re.compile(r"问题(描述|内容|标题)?|bug.*|缺陷.*|issue.*")
_LEDGER_ONLY = frozenset(
    {
        Opinion.MEASURE,
        Opinion.GOAL,
        Opinion.CAUSE,
        Opinion.RECTIFICATION_KIND,
        Opinion.CLOSED,
        Opinion.TEXT,
        Opinion.CHANNEL,
        Opinion.CATEGORY,
    }
)


def _is_issue_tracker(cells: Sequence[HeaderCell], found: set[str]) -> bool:
    """A software team's list of issues: problems described, and nothing of a rectification about it."""
    headers = [normal(cell.parts[-1]) for cell in cells]
    return (
        any(_TRACKED.fullmatch(header) for header in headers)
        and not found & _LEDGER_ONLY
        and not any("整改" in header for header in headers)
    )


_NEEDED: Mapping[SheetRole, frozenset[str]] = {
    SheetRole.TALKS: frozenset({Talk.ROUND, Talk.FROM_ROLE, Talk.TO_ROLE}),
    SheetRole.EVALUATION: frozenset({Evaluation.OCCASION, Evaluation.GROUP, Evaluation.BALLOTS}),
}
"""Columns without which a table is none of talks or of an evaluation."""


def as_other(cells: Sequence[HeaderCell], samples: dict[int, Sample], role: SheetRole) -> Mapped | None:
    """Name the columns as those of persons, rules, talks or an evaluation, None where it is no such table."""
    names, ranks = assign(cells, samples, role, must="")
    found = set(names.values())
    if role in _NEEDED:
        return mapped_of(role, cells, names, ranks) if found >= _NEEDED[role] else None
    if role is SheetRole.RULES:
        named = place_of(names, Rule.NAME)
        header = next((cell.text for cell in cells if cell.x == named), "")
        known = Rule.NAME in found and len(found) >= 2 and ("制度" in header or "rule" in header.casefold())
    else:
        known = (len(found) >= 3 and Organisation.NAME in found) or (Organisation.BODY in found and len(found) >= 2)
    known = known or any(cell.chosen in (Rule.NAME, Organisation.NAME, Organisation.BODY) for cell in cells)
    return mapped_of(role, cells, names, ranks) if known else None

"""What the charts are built from: a board like the sample, a plan alone, nothing, one row, and far too much."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from lib.figures.charts import Needs
from lib.metrics.model import (
    AsOf,
    CategoryBreakdown,
    CategoryRectification,
    CrossTable,
    CurvePoint,
    DutyMark,
    FeedbackGroup,
    Grouping,
    PhaseProgress,
    Progress,
    Rate,
    RectificationTotals,
    SCurve,
    Step,
    TaskBar,
    Timeline,
    Wall,
    WallCell,
    WallLoad,
    WallMark,
    WallRow,
)
from lib.metrics.rectification_model import Difference, Funnel, FunnelStep, Gap, ProblemGroup, Stage
from lib.metrics.replan import Replan, Replanned
from lib.metrics.wall import column_start
from lib.schema import Gate, Lamp, Rectification

AS_OF = AsOf(date(2014, 6, 10), date(2014, 6, 10))
NAMES = ("筹备工作", "动员部署", "学习教育、听取意见", "查摆问题、开展批评", "整改落实、建章立制", "总结评估")


def _progress(total: int, should: int, done: int | None, overdue: int | None) -> Progress:
    of_due = None if done is None or overdue is None else should - overdue
    early = None if done is None or of_due is None else done - of_due
    unreported = total if done is None else 0
    return Progress(AS_OF, total, 0, should, done, of_due, None, overdue, 0, early, None, 0, unreported, 0, 0, None)


def _phase(name: str, total: int, should: int, done: int | None, *lamps: tuple[Lamp, int]) -> PhaseProgress:
    overdue = None if done is None else dict(lamps).get(Lamp.OVERDUE, 0)
    return PhaseProgress(name, _progress(total, should, done, overdue), lamps, date(2014, 3, 11), date(2014, 9, 30), is_begun=bool(done))


PHASES = (
    _phase(NAMES[0], 1, 1, 1, (Lamp.DONE, 1)),
    _phase(NAMES[1], 3, 3, 3, (Lamp.DONE, 3)),
    _phase(NAMES[2], 10, 9, 9, (Lamp.DONE, 9), (Lamp.OVERDUE, 1)),
    _phase(NAMES[3], 5, 5, 4, (Lamp.DONE, 4), (Lamp.OVERDUE, 1)),
    _phase(NAMES[4], 3, 0, 0, (Lamp.DUE_SOON, 1), (Lamp.IN_PROGRESS, 1), (Lamp.PAUSED, 1)),
    _phase(NAMES[5], 2, 0, 0, (Lamp.NOT_STARTED, 2)),
)
_PLAN = ((date(2014, 3, 20), 4), (date(2014, 4, 30), 9), (date(2014, 5, 31), 18), (date(2014, 6, 10), 18), (date(2014, 9, 30), 24))
CURVE = SCurve(
    tuple(CurvePoint(day, n / 24, a / 24 if a else None, n, a) for (day, n), a in zip(_PLAN, (4, 8, 16, 17, None), strict=True)),
    AS_OF,
    24,
    2,
    0,
)


def bar(number: int, phase: str, start: date | None, due: date, lamp: Lamp, **facts: Any) -> TaskBar:
    """A task on the timeline; what is not given is blank."""
    told: dict[str, Any] = {"task": f"第{number}项", "owner_unit": "办公室", "lead": "", "original_due": None, "actual_done": None} | facts
    return TaskBar(f"r{number}", str(number), phase=phase, start=start, due=due, lamp=lamp, actual_start=None, approximate=False, **told)


def duty(day: date, state: Gate | None, *, is_late: bool = False, action: str = "报送") -> DutyMark:
    """A report to the supervisors, owed on a day."""
    return DutyMark(day, "督导组", action, state, state in (Gate.REVIEWED, Gate.FILED), is_late)


REPORTED = (
    duty(date(2014, 3, 20), Gate.FILED),
    duty(date(2014, 3, 20), Gate.SUBMITTED, action="审阅"),
    duty(date(2014, 3, 24), Gate.FILED),
)
BARS = (
    bar(1, NAMES[0], date(2014, 3, 11), date(2014, 3, 20), Lamp.DONE, actual_done=date(2014, 3, 18)),
    bar(2, NAMES[1], date(2014, 3, 11), date(2014, 3, 20), Lamp.DONE, task="报送实施方案，经审阅后备案", lead="校长", duties=REPORTED),
    bar(7, NAMES[2], date(2014, 3, 1), date(2014, 5, 31), Lamp.OVERDUE, duties=(duty(date(2014, 6, 3), Gate.DUE, is_late=True),)),
    bar(17, NAMES[3], date(2014, 5, 15), date(2014, 5, 15), Lamp.DONE, task="召开专题会议"),
    bar(19, NAMES[3], date(2014, 5, 21), date(2014, 6, 16), Lamp.DUE_SOON, original_due=date(2014, 5, 31)),
    bar(13, NAMES[5], None, date(2014, 9, 30), Lamp.NOT_STARTED),
)
TIMELINE = Timeline(BARS, 2, AS_OF, date(2014, 3, 1), date(2014, 9, 30))
CATEGORIES = (FeedbackGroup("形式主义", 96, 30, 30 / 82), FeedbackGroup("民生", 62, 14, 14 / 82), FeedbackGroup("", 10, 2, 2 / 82))
PERIODS = (FeedbackGroup("2014-03-21", 20, 8, 8 / 82), FeedbackGroup("2014-04-01", 60, 16, 16 / 82), FeedbackGroup("", 4, 2, 2 / 82))
GROUPS = CrossTable(("教师", "学生", "职工"), ("raw",), ((140,), (90,), (None,)), 1, 5)
CROSS = CrossTable(("座谈会", "问卷"), ("形式主义", "民生", ""), ((40, 30, 0), (30, None, 3)), 1, 5)
_STATES = (
    (Rectification.CLOSED, 8),
    (Rectification.DONE_UNCHECKED, 5),
    (Rectification.IN_PROGRESS, 6),
    (Rectification.OPEN, 2),
    (Rectification.RETURNED, 1),
)
RECTIFICATION = (CategoryRectification("形式主义", 22, _STATES), CategoryRectification("", 1, ((Rectification.REOPENED, 1),)))

_BREAKDOWN = (
    CategoryBreakdown(CATEGORIES[0], (FeedbackGroup("会议文件", 60, 20, 20 / 82), FeedbackGroup("", 36, 10, 10 / 82))),
    CategoryBreakdown(CATEGORIES[1], (FeedbackGroup("食堂伙食", 62, 14, 14 / 82),)),
)
_MARCH = 2014 * 36 + 6
"""The running number of 3月上旬 2014."""


def mark(number: int, lamp: Lamp) -> WallMark:
    """A task on the wall chart."""
    return WallMark(f"r{number}", str(number), f"第{number}项", lamp)


def make_wall(
    rows: dict[str, dict[int, tuple[WallMark, ...]]],
    columns: int,
    *,
    now: int | None = 9,
    windows: dict[str, tuple[int, int]] | None = None,
) -> Wall:
    """A wall chart of 2014 from March on: row → column → tasks due; `windows` gives the columns in which a task is under way."""
    marks = {each.ref: each for cells in rows.values() for due in cells.values() for each in due}
    under_way = windows or {}
    found = []
    for name, cells in rows.items():
        here = {each.ref for due in cells.values() for each in due}
        running = [
            tuple(marks[ref] for ref, (first, last) in under_way.items() if ref in here and first <= n < last) for n in range(columns)
        ]
        done = sum(marks[ref].lamp is Lamp.DONE for ref in here)
        found.append(WallRow(name, tuple(WallCell(cells.get(n, ()), running[n]) for n in range(columns)), len(here), done, 0))
    loads = tuple(
        WallLoad(
            column_start(_MARCH + n, Step.XUN),
            column_start(_MARCH + n + 1, Step.XUN) - timedelta(days=1),
            sum(len(row.cells[n].due) for row in found),
            sum(len(row.cells[n].running) for row in found),
        )
        for n in range(columns)
    )
    return Wall(Grouping.LEAD, Step.XUN, tuple(found), loads, now, AS_OF, 0)


WALL = make_wall(
    {
        "书记": {1: (mark(1, Lamp.DONE), mark(2, Lamp.DONE)), 8: (mark(7, Lamp.OVERDUE),), 17: (mark(6, Lamp.IN_PROGRESS),)},
        "校长": {6: (mark(12, Lamp.DONE), mark(13, Lamp.DONE), mark(15, Lamp.DONE)), 10: (mark(21, Lamp.DUE_SOON),)},
        "": {20: (mark(24, Lamp.NOT_STARTED),)},
    },
    21,
    windows={"r6": (0, 17), "r7": (0, 8), "r21": (9, 10)},
)


def moved(number: int, agreed_slip: int | None, past_original: int | None, *, is_done: bool | None = True) -> Replanned:
    """A task of the re-plan ledger, due on 31 May at first."""
    original = date(2014, 5, 31)
    agreed = None if agreed_slip is None else original + timedelta(days=agreed_slip)
    done = original + timedelta(days=past_original) if is_done and past_original is not None else None
    past_agreed = None if done is None or agreed is None else (done - agreed).days
    return Replanned(
        f"r{number}",
        str(number),
        f"第{number}项",
        "办公室",
        original,
        agreed,
        done,
        is_done,
        agreed_slip,
        past_original,
        past_agreed,
        "会期顺延",
        "",
    )


REPLAN = Replan(
    AS_OF,
    24,
    (moved(18, 20, 17), moved(19, 6, 10, is_done=False), moved(21, -15, None, is_done=False), moved(10, None, 4), moved(7, None, 10)),
)


def problems(name: str, *states: tuple[Rectification, int], overdue: int | None = 0, is_checked: bool = True) -> ProblemGroup:
    """The problems of one unit, category, leader or campaign."""
    total = sum(count for _, count in states)
    closed = dict(states).get(Rectification.CLOSED, 0)
    done = closed + dict(states).get(Rectification.DONE_UNCHECKED, 0)
    known = total != dict(states).get(Rectification.NOT_REPORTED, 0)
    completion, closure = Rate(done, total) if known else None, Rate(closed, total) if known and is_checked else None
    return ProblemGroup(name, RectificationTotals(total, states, completion, closure, overdue if known else None, 0))


GROUPED = (
    problems("总务处", *_STATES, overdue=3),
    problems("团委", (Rectification.DONE_UNCHECKED, 2), is_checked=False),
    problems("", (Rectification.REOPENED, 1)),
)
FUNNEL = Funnel(
    (
        FunnelStep(Stage.RAW, 312),
        FunnelStep(Stage.MERGED, 82, (Difference(Gap.REPEATED, 193), Difference(Gap.MERGED_AWAY, 37))),
        FunnelStep(Stage.PROBLEMS, 23, (Difference(Gap.NOT_TAKEN_UP, 59),)),
        FunnelStep(Stage.WITH_MEASURES, 21, (Difference(Gap.WITHOUT_MEASURE, 2),)),
        FunnelStep(Stage.DONE, 13, (Difference(Gap.NOT_DONE, 9), Difference(Gap.DONE_WITHOUT_MEASURE, -1, ("意见!7",)))),
        FunnelStep(Stage.CLOSED, 8, (Difference(Gap.AWAITING_CHECK, 5),)),
    )
)


def unreported(problems: int, *, heard: int | None) -> Funnel:
    """A funnel of which only the upper part is known."""
    counts = (heard, heard, problems, 0, None, None)
    return Funnel(tuple(FunnelStep(stage, count) for stage, count in zip(Stage, counts, strict=True)))


Subject = dict[Needs, Any]
SAMPLE: Subject = {
    Needs.PHASES: PHASES,
    Needs.CURVE: CURVE,
    Needs.TIMELINE: TIMELINE,
    Needs.WALL: WALL,
    Needs.SUBCATEGORIES: _BREAKDOWN,
    Needs.CATEGORIES: CATEGORIES,
    Needs.CHANNELS: CATEGORIES,
    Needs.XUN: PERIODS,
    Needs.GROUPS: GROUPS,
    Needs.CHANNEL_BY_CATEGORY: CROSS,
    Needs.GROUP_BY_CATEGORY: CROSS,
    Needs.RECTIFICATION: RECTIFICATION,
    Needs.FUNNEL: FUNNEL,
    Needs.PROBLEMS_BY_CATEGORY: GROUPED,
    Needs.PROBLEMS_BY_UNIT: GROUPED,
    Needs.PROBLEMS_BY_LEAD: GROUPED,
    Needs.PROBLEMS_BY_CAMPAIGN: GROUPED[:2],
    Needs.REPLAN: REPLAN,
}
_NOTHING = CrossTable((), (), (), 0, 5)
EMPTY: Subject = {
    Needs.PHASES: (),
    Needs.CURVE: SCurve((), AS_OF, 3, 0, 3),
    Needs.TIMELINE: Timeline((), 3, AS_OF, None, None),
    Needs.WALL: Wall(Grouping.PHASE, Step.XUN, (), (), None, AS_OF, 3),
    Needs.SUBCATEGORIES: (),
    Needs.CATEGORIES: (),
    Needs.CHANNELS: (),
    Needs.XUN: (),
    Needs.GROUPS: _NOTHING,
    Needs.CHANNEL_BY_CATEGORY: _NOTHING,
    Needs.GROUP_BY_CATEGORY: _NOTHING,
    Needs.RECTIFICATION: (),
    Needs.FUNNEL: unreported(0, heard=None),
    Needs.PROBLEMS_BY_CATEGORY: (),
    Needs.PROBLEMS_BY_UNIT: (),
    Needs.PROBLEMS_BY_LEAD: (),
    Needs.PROBLEMS_BY_CAMPAIGN: (),
    Needs.REPLAN: Replan(AS_OF, 24, ()),
}
PLAN_ONLY: Subject = SAMPLE | {
    Needs.PHASES: tuple(
        _phase(each.phase, each.progress.total, each.progress.should_be_done, None, (Lamp.NOT_REPORTED, each.progress.total))
        for each in PHASES
    ),
    Needs.CURVE: SCurve(tuple(CurvePoint(day, n / 24, None, n, None) for day, n in _PLAN), AS_OF, 24, 0, 2),
    Needs.TIMELINE: Timeline(
        (bar(1, NAMES[0], date(2014, 3, 11), date(2014, 3, 20), Lamp.NOT_REPORTED),), 0, AS_OF, date(2014, 3, 11), date(2014, 3, 20)
    ),
    Needs.WALL: replace(
        make_wall({"": {1: (mark(1, Lamp.NOT_REPORTED), mark(2, Lamp.NOT_REPORTED))}}, 3, now=None),
        rows=(WallRow("", tuple(WallCell((mark(1, Lamp.NOT_REPORTED),) if n == 1 else (), ()) for n in range(3)), 3, None, 2),),
        grouping=Grouping.UNIT,
        undated=2,
    ),
    Needs.GROUPS: CrossTable(("教师",), ("raw",), ((None,),), 1, 5),
    Needs.RECTIFICATION: (CategoryRectification("形式主义", 4, ((Rectification.NOT_REPORTED, 4),)),),
    Needs.FUNNEL: unreported(4, heard=None),
    Needs.PROBLEMS_BY_CATEGORY: (problems("形式主义", (Rectification.NOT_REPORTED, 4)),),
    Needs.PROBLEMS_BY_UNIT: (problems("", (Rectification.NOT_REPORTED, 4)),),
    Needs.PROBLEMS_BY_LEAD: (),
    Needs.PROBLEMS_BY_CAMPAIGN: (),
    Needs.REPLAN: Replan(AS_OF, 24, (moved(16, 6, None, is_done=None),)),
}
ONE: Subject = {
    Needs.PHASES: PHASES[:1],
    Needs.CURVE: SCurve((CurvePoint(date(2014, 6, 10), 1.0, 1.0, 1, 1),), AS_OF, 1, 0, 0),
    Needs.TIMELINE: Timeline(
        (bar(1, "", date(2014, 6, 10), date(2014, 6, 10), Lamp.DUE_SOON, owner_unit=""),), 0, AS_OF, date(2014, 6, 10), date(2014, 6, 10)
    ),
    Needs.WALL: replace(make_wall({NAMES[0]: {0: (mark(1, Lamp.DUE_SOON),)}}, 1, now=0), grouping=Grouping.PHASE),
    Needs.SUBCATEGORIES: _BREAKDOWN[1:],
    Needs.CATEGORIES: CATEGORIES[:1],
    Needs.CHANNELS: CATEGORIES[2:],
    Needs.XUN: PERIODS[:1],
    Needs.GROUPS: CrossTable(("教师",), ("raw",), ((6,),), 0, 5),
    Needs.CHANNEL_BY_CATEGORY: CrossTable(("座谈会",), ("民生",), ((1,),), 0, 0),
    Needs.GROUP_BY_CATEGORY: CrossTable(("教师",), ("民生",), ((5,),), 0, 5),
    Needs.RECTIFICATION: RECTIFICATION[1:],
    Needs.FUNNEL: unreported(1, heard=1),
    Needs.PROBLEMS_BY_CATEGORY: GROUPED[1:2],
    Needs.PROBLEMS_BY_UNIT: GROUPED[:1],
    Needs.PROBLEMS_BY_LEAD: GROUPED[2:],
    Needs.PROBLEMS_BY_CAMPAIGN: GROUPED[:1],
    Needs.REPLAN: Replan(AS_OF, 1, (moved(1, 0, 0),)),
}
_LONG = "深入学习贯彻上级关于开展教育实践活动的一系列重要指示精神第{}阶段"
_START = date(2014, 1, 1)


def _many_bars() -> tuple[TaskBar, ...]:
    lamps = (Lamp.DONE, Lamp.DONE, Lamp.DONE, Lamp.IN_PROGRESS, Lamp.OVERDUE)
    return tuple(
        bar(
            n,
            _LONG.format(n * 12 // 500),
            _START + timedelta(days=n // 2),
            _START + timedelta(days=n // 2 + n % 40),
            lamps[n % 5],
            task="长" * 60,
        )
        for n in range(500)
    )


HUGE: Subject = {
    Needs.PHASES: tuple(
        _phase(_LONG.format(n), 1200, 1100, 1000, (Lamp.DONE, 1000), (Lamp.OVERDUE, 100), (Lamp.NOT_STARTED, 100)) for n in range(12)
    ),
    Needs.CURVE: SCurve(tuple(CurvePoint(_START + timedelta(days=10 * n), n / 200, None, n, None) for n in range(200)), AS_OF, 200, 0, 0),
    Needs.TIMELINE: Timeline(_many_bars(), 0, AS_OF, _START, _START + timedelta(days=289)),
    Needs.WALL: make_wall(
        {
            _LONG.format(row): {
                n: tuple(mark(row * 100 + n * 4 + i, lamp) for i, lamp in enumerate((Lamp.OVERDUE, Lamp.DONE, Lamp.DONE)))
                for n in range(row % 3, 36, 2)
            }
            for row in range(9)
        },
        36,
    ),
    Needs.SUBCATEGORIES: tuple(
        CategoryBreakdown(FeedbackGroup(f"类别{n}", 900, 300, 1 / 12), tuple(FeedbackGroup(f"小类{m}", 300, 100, 1 / 36) for m in range(3)))
        for n in range(12)
    ),
    Needs.CATEGORIES: tuple(FeedbackGroup(f"类别{n}", 9000 - n, 300 - n, (300 - n) / 9000) for n in range(40)),
    Needs.CHANNELS: tuple(FeedbackGroup(_LONG.format(n), 9000 - n, 300 - n, (300 - n) / 9000) for n in range(12)),
    Needs.XUN: tuple(FeedbackGroup((_START + timedelta(days=10 * n)).isoformat(), 50 + n, n, n / 5000) for n in range(72)),
    Needs.GROUPS: CrossTable(tuple(f"群体{n}" for n in range(30)), ("raw",), tuple((n if n >= 5 else None,) for n in range(30)), 5, 5),
    Needs.CHANNEL_BY_CATEGORY: CrossTable(
        tuple(f"方式{n}" for n in range(12)), tuple(f"类别{n}" for n in range(15)), tuple(tuple(range(n, n + 15)) for n in range(12)), 0, 0
    ),
    Needs.GROUP_BY_CATEGORY: CrossTable(("甲", "乙"), tuple(f"类别{n}" for n in range(30)), (tuple(range(30)), (None,) * 30), 30, 5),
    Needs.RECTIFICATION: tuple(
        CategoryRectification(f"类别{n}", 200, ((Rectification.CLOSED, 120), (Rectification.OPEN, 80))) for n in range(40)
    ),
    Needs.FUNNEL: Funnel(tuple(FunnelStep(stage, 100_000 - 15_000 * n) for n, stage in enumerate(Stage))),
    **{
        need: tuple(problems(_LONG.format(n), (Rectification.CLOSED, 120), (Rectification.OPEN, 80), overdue=n) for n in range(40))
        for need in (Needs.PROBLEMS_BY_CATEGORY, Needs.PROBLEMS_BY_UNIT, Needs.PROBLEMS_BY_LEAD, Needs.PROBLEMS_BY_CAMPAIGN)
    },
    Needs.REPLAN: Replan(AS_OF, 500, tuple(replace(moved(n, 400 - n, n), task="长" * 60) for n in range(100))),
}
SUBJECTS = {"empty": EMPTY, "one": ONE, "sample": SAMPLE, "plan_only": PLAN_ONLY, "huge": HUGE}

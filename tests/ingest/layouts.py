"""Workbooks as people build them, with the truth known: a random plan, laid out with random traits.

`Layout(seed)` is the same workbook every time. The truth is what a careful person reads: rows, phases, numbers, phrases,
windows, states. Run as a program it reads many and lists the misses:
`python -m tests.ingest.layouts 1000`.
"""

import random
import sys
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from lib.ingest.model import MergedRange, RawSheet, RawWorkbook, Workbook
from lib.ingest.understand import understand

_PHASES = ["筹备工作", "动员部署", "学习教育、听取意见", "查摆问题、开展批评", "整改落实、建章立制", "总结评估", "巩固提高", "检查验收"]
_PHASES_EN = ["Planning", "Design", "Build", "Test", "Launch", "Review", "Closing"]
_VERBS = ["制定", "召开", "组织", "撰写", "梳理", "报送", "修订", "检查", "公示", "汇总"]
_THINGS = ["实施方案", "动员大会", "集中学习", "对照检查材料", "意见建议清单", "专题报告", "管理制度", "整改台账", "谈心记录", "总结材料"]
_EN_VERBS = ["Write", "Review", "Build", "Test", "Plan", "Order", "Train", "Migrate", "Check", "Publish"]
_EN_THINGS = [
    "the login page",
    "the budget",
    "user manual",
    "database schema",
    "training plan",
    "release notes",
    "API docs",
    "the old server",
]
_UNITS = ["办公室", "教务处", "总务处", "学生处", "团委", "科研处", "工会"]
_PEOPLE = ["甲某", "乙某", "丙某", "丁某", "Ann", "Bob", "Chen", "Dana"]

_HEADERS: dict[str, list[str]] = {
    "phase": ["工作步骤", "阶段", "工作阶段", "环节", "工作 步骤", "工作\n环节"],
    "number": ["序号", "序", "No.", "序 号"],
    "task": ["工作内容及要求", "工作内容", "任务名称", "重点任务", "工作任务", "主要工作", "具体内容", "任务", "工作举措", "重点工作任务"],
    "due": ["完成时限", "完成时限（具体与上级商定）", "时间安排", "时限", "完成时间", "计划完成时间", "截止时间", "时间要求", "时间节点"],
    "unit": ["责任部门", "责任单位", "牵头单位", "承办科室", "责任科室"],
    "owner": ["责任人", "负责人", "具体负责人", "经办人"],
    "status": ["状态", "完成情况", "推进状态", "任务状态", "是否完成", "办理状态"],
    "progress": ["完成进度", "进度", "完成率", "完成百分比"],
    "done": ["实际完成时间", "办结时间", "实际完成日期"],
    "note": ["备注", "说明", "备注（如有）"],
}
_HEADERS_EN: dict[str, list[str]] = {
    "phase": ["Phase", "Stage", "Workstream", "Project Phase"],
    "number": ["No.", "#", "WBS", "Task No."],
    "task": ["Task", "Task Name", "Activity", "Action Item", "Work item", "Task Description"],
    "due": ["Due Date", "Deadline", "Due", "Target Date"],
    "unit": ["Department", "Team", "Responsible Unit"],
    "owner": ["Owner", "Assigned To", "Assignee", "Responsible"],
    "status": ["Status", "State", "Task Status"],
    "progress": ["% Complete", "Progress", "% Done", "Percent Complete"],
    "done": ["Actual Finish", "Date Completed", "Completed on"],
    "note": ["Notes", "Comments", "Remarks"],
}
_STATES = {
    "not_started": ["未启动", "未开始", "待启动", "未开展"],
    "in_progress": ["进行中", "推进中", "正在进行", "未完成", "部分完成"],
    "done": ["已完成", "完成", "办结", "√", "✓", "100%"],
    "paused": ["暂缓", "受阻"],
}
_STATES_EN = {
    "not_started": ["Not Started", "To Do", "Open", "Pending"],
    "in_progress": ["In Progress", "Ongoing", "WIP"],
    "done": ["Done", "Complete", "Completed", "Closed"],
    "paused": ["On Hold", "Blocked"],
}
_TENS = {"上旬": (1, 10), "中旬": (11, 20), "下旬": (21, 0)}


@dataclass(frozen=True, slots=True)
class TrueTask:
    """One task as it is meant: `row` is filled in when it is laid out."""

    phase: str
    number: int
    task: str
    phrase: Any
    start: date | None
    end: date | None
    unit: str
    owner: str
    status: str
    status_text: Any
    progress: float
    span: tuple[Any, Any]


class Layout:
    """One made workbook with its truth and the traits that made it."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.traits: list[str] = []
        self.truth: list[tuple[int, TrueTask]] = []  # (row as Excel shows it, task)
        self._random = random.Random(seed)
        self.english = self._chance("english", 0.25)
        self.year = self._random.choice([2014, 2019, 2024])
        self.tasks = self._plan()
        self._rows: list[list[Any]] = []
        self._merged: list[MergedRange] = []
        self._hidden_rows: set[int] = set()
        self._percent: set[tuple[int, int]] = set()

    def _chance(self, trait: str, share: float) -> bool:
        if self._random.random() < share:
            self.traits.append(trait)
            return True
        return False

    def _plan(self) -> list[TrueTask]:
        r = self._random
        names = r.sample(_PHASES_EN if self.english else _PHASES, r.randint(2, 6))
        months = sorted(r.randint(1, 11) for _ in names)
        tasks: list[TrueTask] = []
        used: set[str] = set()
        for phase, month in zip(names, months, strict=True):
            for _ in range(r.randint(1, 6)):
                text = self._text(used)
                phrase, start, end, span = self._deadline(month)
                state = r.choice(list(_STATES))
                word = r.choice((_STATES_EN if self.english else _STATES)[state])
                share = {"done": 1.0, "not_started": 0.0}.get(state, r.choice([0.2, 0.5, 0.8]))
                unit, owner = r.choice(_UNITS), r.choice(_PEOPLE)
                tasks.append(TrueTask(phase, len(tasks) + 1, text, phrase, start, end, unit, owner, state, word, share, span))
        return tasks

    def _text(self, used: set[str]) -> str:
        r = self._random
        while True:
            text = f"{r.choice(_EN_VERBS)} {r.choice(_EN_THINGS)}" if self.english else r.choice(_VERBS) + r.choice(_THINGS)
            text += f" {r.randint(1, 99)}" if self.english else f"（第{r.randint(1, 99)}稿），并报上级备案。" if r.random() < 0.4 else ""
            if text not in used:
                used.add(text)
                return text

    def _deadline(self, month: int) -> tuple[Any, date | None, date | None, tuple[Any, Any]]:
        r, year = self._random, self.year
        last = monthrange(year, month)[1]
        first_day, last_day = r.randint(1, 12), r.randint(13, last)
        other = date(year, month, last_day)
        dates = (datetime(year, month, first_day), datetime(year, month, last_day))
        if self.english or r.random() < 0.15:
            return dates[1], other, other, dates
        spans = (f"{month}月{first_day}日", f"{month}月{last_day}日")
        kind = r.choice(["tens", "month", "range", "by_end", "by_day", "date"])
        if kind == "tens":
            name = r.choice(list(_TENS))
            start, end = _TENS[name]
            return f"{month}月{name}", date(year, month, start), date(year, month, end or last), spans
        if kind == "month":
            return f"{month}月", date(year, month, 1), date(year, month, last), spans
        if kind == "range":
            later = min(12, month + r.randint(1, 3))
            return f"{month}月-{later}月", date(year, month, 1), date(year, later, monthrange(year, later)[1]), spans
        if kind == "by_end":
            return f"{month}月底前", None, date(year, month, last), spans
        if kind == "by_day":
            return f"{month}月{last_day}日前", None, other, spans
        return f"{month}月{last_day}日", other, other, spans

    # -- laying out

    def build(self) -> RawWorkbook:
        """The workbook; fills `truth`."""
        self.columns = self._choose_columns()
        if self._chance("shuffled columns", 0.2):
            strip = [column for column in self.columns if column.startswith("day")]
            self.columns = [column for column in self.columns if column not in strip]
            self._random.shuffle(self.columns)
            self.columns += strip
        left = 1 if self._chance("starts at column B", 0.15) else 0
        if self._chance("starts lower", 0.15):
            self._rows += [[] for _ in range(self._random.randint(1, 3))]
        self._title(left)
        self._header(left)
        self._body(left)
        self._foot(left)
        name = self._random.choice(["Sheet1", "工作安排表", "任务"])
        sheet = RawSheet(
            name, self._rows, merged=tuple(self._merged), hidden_rows=frozenset(self._hidden_rows), percent=frozenset(self._percent)
        )
        sheets = [sheet]
        if self._chance("feedback beside", 0.15):
            rows = [
                ["序号", "意见建议内容", "征求渠道", "反映次数"],
                [1, "会议偏多", "座谈会", 3],
                [2, "食堂排队久", "问卷", 5],
                ["合计", "", "", 8],
            ]
            sheets.append(RawSheet("征求意见", rows))
        if self._chance("cover sheet", 0.15):
            sheets.insert(0, RawSheet("封面", [["工作计划"], ["编制单位：办公室"]]))
        if self._chance("hidden copy", 0.1):
            sheets.append(RawSheet("旧版", self._rows, merged=tuple(self._merged), hidden=True))
        return RawWorkbook("plan.xlsx", "xlsx", tuple(sheets))

    def _choose_columns(self) -> list[str]:
        r = self._random
        columns = ["number"] if r.random() < 0.85 else []
        self.phase_style = r.choice(["merged", "merged", "repeated", "once", "banner", "none"])
        self.traits.append(f"phase {self.phase_style}")
        if self.phase_style in ("merged", "repeated", "once"):
            columns.insert(r.choice([0, len(columns)]), "phase")
        columns.append("task")
        self.split = self._chance("split dates", 0.25)
        columns += ["start", "end"] if self.split else ["due"]
        for name, share in (("unit", 0.6), ("owner", 0.4), ("status", 0.5), ("progress", 0.25), ("note", 0.4)):
            if r.random() < share:
                columns.append(name)
        if self._chance("unknown columns", 0.25):
            columns.insert(r.randint(1, len(columns)), "other")
        if self._chance("calendar strip", 0.15):
            columns += [f"day{n}" for n in range(r.randint(4, 10))]
        self.merged_due = not self.split and "due" in columns and self._chance("deadlines merged", 0.15)
        return columns

    def _title(self, left: int) -> None:
        r = self._random
        width = len(self.columns)
        self.has_year = True
        if self._chance("title", 0.7):
            text = f"Project plan {self.year}" if self.english else f"教育实践活动工作安排（{self.year}年）"
            self._merge_row([text], left, width)
        else:
            self.has_year = self.english
        if self._chance("note above", 0.3):
            self._merge_row(
                ["单位：办公室            填表人：某某" if not self.english else "Owner of this sheet: the office"], left, width
            )
        if r.random() < 0.2:
            self._rows.append([])

    def _merge_row(self, values: list[Any], left: int, width: int) -> None:
        self._rows.append([None] * left + values)
        if width > 1 and self._random.random() < 0.7:
            y = len(self._rows)
            self._merged.append(MergedRange(y, left + 1, y, left + width))

    def _header(self, left: int) -> None:
        names = _HEADERS_EN if self.english else _HEADERS
        self.header: dict[str, Any] = {column: self._random.choice(names[column]) for column in self.columns if column in names}
        starts = ["Start", "Start Date", "Planned Start"] if self.english else ["开始时间", "计划开始", "开始日期"]
        ends = ["End", "End Date", "Finish"] if self.english else ["完成时限", "结束时间", "计划完成", "结束日期"]
        self.header |= {"other": self._random.choice(["Priority", "Cost centre"] if self.english else ["优先级", "经费来源"])}
        self.header |= {column: datetime(self.year, 3, 1 + place) for place, column in enumerate(self.columns) if column.startswith("day")}
        self.header |= {"start": self._random.choice(starts), "end": self._random.choice(ends)}
        two_rows = self._chance("two-row header", 0.3)
        if not two_rows:
            self._rows.append([None] * left + [self.header[column] for column in self.columns])
            self._header_rows = [self._rows[-1]]
            return
        top: list[Any] = []
        below: list[Any] = []
        y = len(self._rows) + 1
        for place, column in enumerate(self.columns):
            x = left + place + 1
            if column in ("start", "end"):
                follows = place > 0 and self.columns[place - 1] == "start" and column == "end"
                top.append(None if follows else "Schedule" if self.english else "时间安排")
                below.append(self.header[column])
                if follows:
                    self._merged.append(MergedRange(y, x - 1, y, x))
            else:
                top.append(self.header[column])
                below.append(None)
                self._merged.append(MergedRange(y, x, y + 1, x))
        self._rows += [[None] * left + top, [None] * left + below]
        self._header_rows = self._rows[-2:]

    def _body(self, left: int) -> None:
        before = ""
        repeat = self._chance("repeated header", 0.15)
        blanks = self._chance("blank separators", 0.15)
        ditto = self._chance("ditto", 0.15) and "unit" in self.columns
        subtotals = self._chance("subtotals", 0.12) and self.columns[0] in ("number", "phase") and self.phase_style != "once"
        hide = self._chance("hidden row", 0.1)
        unit = ""
        starts: list[tuple[int, int]] = []
        for index, task in enumerate(self.tasks):
            if task.phase != before:
                if before and subtotals:
                    self._rows.append([None] * left + ["小计"])
                if before and blanks:
                    self._rows.append([])
                if before and repeat:
                    merged = len(self._header_rows) > 1
                    y = len(self._rows) + 1
                    self._rows += [list(row) for row in self._header_rows]
                    if merged:
                        self._copy_header_merges(y)
                if self.phase_style == "banner":
                    ordinal = "一二三四五六七八"[len(starts)] + "、" if self.banner_ordinal else ""
                    self._merge_row([ordinal + task.phase], left, len(self.columns))
                    if len(self.columns) > 1 and (not self._merged or self._merged[-1].top != len(self._rows)):
                        y = len(self._rows)
                        self._merged.append(MergedRange(y, left + 1, y, left + len(self.columns)))
                starts.append((len(self._rows) + 1, 0))
            self._rows.append([None] * left + [self._cell(column, task, before, len(self._rows) + 1, left) for column in self.columns])
            if ditto and task.unit == unit and task.phase == before:
                self._rows[-1][left + self.columns.index("unit")] = "同上"
            self.truth.append((len(self._rows), task))
            before, unit = task.phase, task.unit
            if hide and index == 1:
                self._hidden_rows.add(len(self._rows))
        if self.phase_style == "merged":
            self._merge_phases(left)

    @property
    def banner_ordinal(self) -> bool:
        """Whether banners carry 一、二、."""
        return self.seed % 2 == 0 and not self.english

    def _copy_header_merges(self, y: int) -> None:
        first = next(index for index, row in enumerate(self._rows) if row is self._header_rows[0]) + 1
        for area in [area for area in self._merged if first <= area.top <= first + 1]:
            self._merged.append(MergedRange(area.top - first + y, area.left, area.bottom - first + y, area.right))

    def _cell(self, column: str, task: TrueTask, before: str, y: int, left: int) -> Any:
        if column == "phase":
            return task.phase if self.phase_style == "repeated" or task.phase != before else None
        if column == "progress":
            x = left + self.columns.index("progress") + 1
            if self.seed % 3 == 0:
                self._percent.add((y, x))
                return task.progress
            return round(task.progress * 100) if self.seed % 3 == 1 else f"{round(task.progress * 100)}%"
        if column.startswith("day"):
            return 1 if (task.number + int(column[3:])) % 3 == 0 else None
        if column == "due" and self.merged_due and self.truth and self.truth[-1][0] == y - 1 and self.truth[-1][1].phrase == task.phrase:
            self._extend_due(y, left)
            return None
        return {
            "other": "高" if task.number % 2 else "低",
            "number": task.number if self.seed % 5 else str(task.number),
            "task": task.task,
            "due": task.phrase,
            "start": task.span[0],
            "end": task.span[1],
            "unit": task.unit,
            "owner": task.owner,
            "status": task.status_text,
            "note": "见附件" if task.number % 3 == 0 else None,
        }[column]

    def _extend_due(self, y: int, left: int) -> None:
        """Merge the deadline cell above over this row."""
        x = left + self.columns.index("due") + 1
        above = next((area for area in self._merged if area.bottom == y - 1 and area.left == x == area.right), None)
        if above:
            self._merged.remove(above)
        self._merged.append(MergedRange(above.top if above else y - 1, x, y, x))

    def _merge_phases(self, left: int) -> None:
        """Merge each phase's cells where its rows follow one another."""
        x = left + self.columns.index("phase") + 1
        runs: list[list[int]] = []
        for (y, task), previous in zip(self.truth, [None, *self.truth], strict=False):
            if previous and previous[1].phase == task.phase and previous[0] == y - 1:
                runs[-1].append(y)
            else:
                runs.append([y])
        for run in runs:
            if len(run) > 1:
                self._merged.append(MergedRange(run[0], x, run[-1], x))

    def _foot(self, left: int) -> None:
        if self._chance("total row", 0.15) and self.columns[0] in ("number", "phase"):
            self._rows.append([None] * left + ["合计"])
        if self._chance("notes below", 0.3):
            note = "Note: dates may change." if self.english else "注：以上时间为初步安排。"
            self._merge_row([note], left, len(self.columns))
        if self._chance("signature", 0.2) and not self.english:
            self._rows.append([])
            self._merge_row(["填表人：            审核人："], left, len(self.columns))

    # -- comparing

    def misses(self, workbook: Workbook) -> list[str]:
        """What was read otherwise than meant and not said; empty when all is right."""
        found = workbook.tasks
        rows = [row for row, _ in self.truth]
        if found["row"].tolist() != rows:
            return [f"rows {found['row'].tolist()} instead of {rows}"]
        wrong: list[str] = []
        for (row, task), entry in zip(self.truth, found.to_dict("records"), strict=True):
            wanted = self._wanted(task)
            for name, value in wanted.items():
                got = entry[name]
                got = None if got != got or got is None else got.date() if hasattr(got, "date") else got
                if got != value:
                    wrong.append(f"row {row} {name}: {got!r} instead of {value!r}")
        return wrong

    def _wanted(self, task: TrueTask) -> dict[str, Any]:
        start, end = (task.start, task.end) if not self.split else tuple(_as_day(value, self.year) for value in task.span)
        wanted: dict[str, Any] = {"task": task.task, "start": start, "end": end}
        if self.phase_style != "none":
            wanted["phase"] = task.phase
        if "number" in self.columns:
            wanted["number"] = str(task.number)
        if "unit" in self.columns:
            wanted["owner_unit"] = task.unit
        if "owner" in self.columns:
            wanted["owner"] = task.owner
        if "status" in self.columns:
            wanted["status"] = task.status
        if "progress" in self.columns:
            wanted["progress"] = task.progress
        return wanted


def _as_day(value: Any, year: int) -> date:
    if isinstance(value, datetime):
        return value.date()
    month, day = value.removesuffix("日").split("月")
    return date(year, int(month), int(day))


def main(count: int) -> None:
    """Read many made workbooks and list the misses."""
    missed = 0
    for seed in range(count):
        layout = Layout(seed)
        raw = layout.build()
        try:
            wrong = layout.misses(understand(raw, year=layout.year))
        except Exception as fault:  # noqa: BLE001 - a listing, not the program
            wrong = [repr(fault)]
        if wrong:
            missed += 1
            print(seed, layout.traits, wrong[:3], sep="\n   ")
    print(f"{count - missed} of {count} read right")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)

"""What each row of a table is: an item, or something set aside with its reason.

Set aside are blank separators, totals, banners that carry a phase, header rows that return, notes and signatures,
rows of a form that nobody filled in, and the further rows of an item that is merged over several. A row in doubt
is read as an item, and the rules then say what it lacks.
"""

import re
from dataclasses import dataclass, field
from enum import StrEnum

from lib.ingest.grid import Grid, cell_text, compared
from lib.ingest.headers import normal
from lib.ingest.locate import Located
from lib.ingest.model import RowSetAside
from lib.ingest.task_columns import is_actual
from lib.schema import Opinion, SheetRole, Task


class Reason(StrEnum):
    """Why a row is no item; names the message `set_aside.<reason>`."""

    BLANK = "blank"
    TOTAL = "total"
    BANNER = "banner"
    REPEATED_HEADER = "repeated_header"
    NOTE = "note"
    PREFILLED = "prefilled"
    CONTINUATION = "continuation"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Banner:
    """A row whose one text names the phase of the rows beneath."""

    y: int
    x: int
    text: str
    sure: bool  # it reads as a heading or is merged over the table


@dataclass(slots=True)
class RowPlan:
    """The rows of one table in order: items, what was set aside, banners, and rows that continue an item."""

    items: list[int] = field(default_factory=list)
    aside: list[tuple[int, Reason]] = field(default_factory=list)
    banners: list[Banner] = field(default_factory=list)
    totals: list[int] = field(default_factory=list)
    cut: int | None = None  # the first row of something else below the table
    continues: dict[int, int] = field(default_factory=dict)  # row → the item it belongs to
    actuals: dict[int, int] = field(default_factory=dict)  # row of what happened → the item planned above it

    def set_aside(self, grid: Grid) -> tuple[RowSetAside, ...]:
        """The rows set aside as the reading reports them."""
        return tuple(RowSetAside(grid.row_number(y), str(reason)) for y, reason in self.aside)


_TOTAL = re.compile(
    r"[\w、（(]{0,14}(合计|小计|总计|共计|累计|汇总)[)）]?[:：]?(\d.*|共.*)?|(sub[-\s]?|grand\s*)?totals?\s*[:：]?.{0,12}|sum[:：]?|overall\s*(total|progress)?[:：]?"
)
_CONTINUED = re.compile(r"[(（\[]?(?:续表?[一二三四五六\d]*|接上[表页]|continued|cont'?d\.?)[)）\]]?$")
_COUNT_ONLY = re.compile(r"共?\d+(\.\d+)?%?[条项件个次人份]?|[-—/]")
_NOTE = re.compile(
    r"[(（【\[*※★•·\s]*(?:"
    r"(?:备\s*注|附\s*注|注|说\s*明|填表说明|填写说明|编制说明|图\s*例|附\s*件|来源|notes?|legend|remarks?|source|key)\s*(?:[:：]|\d+\s*[、.．:：]|[①一]\s*[、.．]?|$)|"
    r"(?:填\s*表|填\s*报|审\s*核|审\s*批|制\s*表|编\s*制|汇\s*总|统\s*计|单位负责人|负责人|联\s*系|打\s*印|签\s*字|签\s*名|盖\s*章|主\s*管(?:领导)?|分管领导|经办)"
    r"(?:人|单位|时间|日期|部门|电话|签字|人签字|意见)?\s*[:：(（_]|"
    r"单位\s*[（(]盖章|日\s*期\s*[:：]|(?:prepared|approved|reviewed|created)\s+by|page\s+\d+|last\s+updated|抄\s*送)",
    re.IGNORECASE,
)
_FORM_NOTE = re.compile(
    r"(insert|add|copy|to add)\b.{0,30}\brows?\b|.{0,12}(此行|本行|上方|下方)(以上|之上|以下)?.{0,6}(插入|添加)|(示例|例如|example)\s*[:：]",
    re.IGNORECASE,
)
_HEADING = re.compile(
    r"(第\s*[一二三四五六七八九十\d]+\s*(阶段|步|环节|部分|季度|批|轮|周|期|章|类|项|个)|[一二三四五六七八九十]+\s*[、.．,，:：]|[(（][一二三四五六七八九十]+[)）]|"
    r"(phase|stage|milestone|sprint|step|part|section|week|module|iteration|release|epic|quarter|workstream|theme|track)\b|m\d\b|q[1-4]\b|[ivx]+\.\s|[a-h][.)、]\s?\S)",
    re.IGNORECASE,
)
_CHINESE_ORDINAL = re.compile(r"第?[一二三四五六七八九十]{1,3}(?:阶段|部分)?[、.．]?|[ivxIVX]{1,4}[、.]?")
_BANNER_ORDINAL = re.compile(
    r"^\s*(第\s*[一二三四五六七八九十\d]+\s*(阶段|步|环节|部分)\s*[:：、,，—\-\s]*|[一二三四五六七八九十]+\s*[、.．,，:：]\s*|[(（][一二三四五六七八九十]+[)）]\s*)"
)
_BANNER_TAIL = re.compile(r"\s*[(（][^()（）]*(\d|月|季|年|共)[^()（）]*[)）]\s*$|[:：]\s*$")
_SUBJECTS: dict[SheetRole, tuple[str, ...]] = {
    SheetRole.TASKS: (Task.TASK,),
    SheetRole.FEEDBACK: (Opinion.TEXT, Opinion.ISSUE),
    SheetRole.RECTIFICATION: (Opinion.ISSUE, Opinion.TEXT, Opinion.MEASURE),
}
_FACTS = frozenset({Task.DUE_TEXT, Task.PLAN_START, Task.PLAN_DUE, Task.STATUS, Task.PROGRESS, Task.ACTUAL_DONE, Task.ACTUAL_START})
_ENOUGH = 3
_PLAINLY_FILLED = 4  # cells; with fewer, a header that returns may hide behind a number
_WORDS_OF_TOTALS = re.compile(r"计|汇总|total|sum|overall")
_FORM_COLUMNS = frozenset({"", Task.NUMBER, Task.TASK_ID, Opinion.FEEDBACK_ID, Task.PROGRESS})


def is_heading(text: str) -> bool:
    """Whether a text reads as the heading of a part: 一、…, 第二阶段…, Phase 3."""
    return bool(_HEADING.match(text.strip()))


def banner_phase(text: str) -> str:
    """The phase that a banner names: without its ordinal and the dates in brackets, unless nothing else is left."""
    bare = _BANNER_TAIL.sub("", _BANNER_ORDINAL.sub("", text.strip().strip("【】[]〔〕"))).strip()
    return bare or text.strip()


class _Sorter:
    """Sorts the rows of one table; holds what every row is compared with."""

    def __init__(self, table: Located, zone: range) -> None:
        self.table = table
        self.grid = table.grid
        self.zone = zone
        mapped = table.mapped
        self.columns = [column for column in mapped.columns if not column.is_calendar]
        self.inner = {column.x: column.name for column in self.columns}
        self.subjects = [x for x in (mapped.place(name) for name in _SUBJECTS.get(mapped.role, ())) if x is not None] or [mapped.left]
        self.subjects += [x for x in mapped.levels if x not in self.subjects]
        self.inner |= {x: self.inner.get(x, "") for x in mapped.levels}
        self.inner |= {column.x: "calendar" for column in mapped.calendar}
        self.number = mapped.place(Task.NUMBER) if mapped.role is SheetRole.TASKS else mapped.place(Opinion.FEEDBACK_ID)
        self.phase = mapped.place(Task.PHASE) if mapped.role is SheetRole.TASKS else None
        self.titles = {compared(cell_text(self.grid.cells[y, x])) for y in table.preamble for x in self.grid.own(y)}
        self.headers = {column.x: {normal(part) for part in column.text.split("/")} | {normal(column.text)} for column in self.columns}
        places = [x for x in self.inner if x < self.grid.width]
        self.counts = (self.grid.cells[:, places] != None).sum(axis=1)  # noqa: E711 - elementwise on purpose
        self.last = self._last_row()
        self.cut = self._other_table()
        self.last_item = self.last
        self.last_item = self._last_item()
        self.usual = self._usual_columns()

    def _last_row(self) -> int:
        for y in range(self.table.stop - 1, self.table.start - 1, -1):
            if any(self.grid.cells[y, x] is not None or (y, x) in self.grid.anchors for x in self.zone):
                return y
        return self.table.start - 1

    def _other_table(self) -> int:
        """Where something else begins below: a blank row, then a row of words only, also where numbers or days stand above."""
        typed = [x for x in self.inner if self._is_typed(x)]
        start = self.table.start
        for y in range(start + 2, self.last + 1) if typed else ():
            if self.counts[y - 1] > 1 or self.counts[y] < 2:
                continue
            own = self._inner(y)
            above = y - 1 if not self._inner(y - 1) else y - 2 if len(self._inner(y - 1)) == 1 and not self._inner(y - 2) else None
            if above is None or above <= start or y in self.table.repeats:
                continue
            words = all(isinstance(self.grid.cells[y, x], str) and not any(char.isdigit() for char in self.text(y, x)) for x in own)
            if words and any(x in typed for x in own) and not self._repeats_header(y, own):
                return above
        return self.last + 1

    def _is_typed(self, x: int) -> bool:
        """Whether a column holds numbers or days and hardly a word."""
        values = [self.grid.cells[y, x] for y in range(self.table.start, min(self.last + 1, self.table.start + 60))]
        filled = [value for value in values if value is not None]
        plain = sum(not isinstance(value, str) for value in filled[: max(2, len(filled) // 2)])
        return len(filled) >= 2 and plain >= 0.9 * len(filled[: max(2, len(filled) // 2)])

    def _last_item(self) -> int:
        """The last row with a subject and something beside it."""
        for y in range(min(self.last, self.cut - 1), self.table.start - 1, -1):
            own = self._inner(y)
            named = self._has_subject(y) or (self.phase in own and self._says_when_or_how(own))
            if named and len(own) >= 2 and not self._is_note(y, own):
                return y
        return self.last

    def _usual_columns(self) -> set[int]:
        """Named columns that most rows fill."""
        rows = [y for y in range(self.table.start, min(self.last + 1, self.table.start + 300)) if len(self._inner(y)) >= 2]
        counts = {x: sum(self.grid.value(y, x) is not None for y in rows) for x, name in self.inner.items() if name}
        return {x for x, count in counts.items() if rows and count >= 0.7 * len(rows)}

    def _inner(self, y: int) -> list[int]:
        row = self.grid.cells[y]
        return [x for x in self.inner if row[x] is not None]

    def _inherited(self, y: int) -> list[int]:
        """Columns whose value comes from a merged cell that began in a row above, inside the table."""
        if not self.grid.anchors:
            return []
        start = self.table.start
        return [x for x in self.inner if start <= self.grid.anchors.get((y, x), (y, x))[0] < y]

    def _has_subject(self, y: int) -> bool:
        return any(self.grid.cells[y, x] is not None for x in self.subjects)

    def text(self, y: int, x: int) -> str:
        return cell_text(self.grid.cells[y, x])

    def sort(self) -> RowPlan:
        plan = RowPlan(cut=self.cut if self.cut <= self.last else None)
        for y in range(self.table.start, self.last + 1):
            reason = self._reason(y, plan)
            if reason is None:
                plan.items.append(y)
                continue
            plan.aside.append((y, reason))
            if reason is Reason.TOTAL:
                plan.totals.append(y)
        return plan

    def _reason(self, y: int, plan: RowPlan) -> Reason | None:
        if self._plainly_item(y):
            return None
        own = self._inner(y)
        if y >= self.cut:
            return Reason.OUTSIDE if own else Reason.BLANK
        inherited = self._inherited(y)
        if not own:
            return self._without_own(y, inherited, plan)
        if y in self.table.repeats or self._repeats_header(y, own) or self._repeats_title(y, own):
            return Reason.REPEATED_HEADER
        if self._is_total(y, own):
            return Reason.TOTAL
        if self._is_note(y, own) or self._trails(y, own, plan):
            return Reason.NOTE
        if self._is_actual_of_above(y, plan) or self._continues_item(y, plan):
            return Reason.CONTINUATION
        if self._is_banner(y, own, inherited):
            return self._take_banner(y, own[0], plan)
        if self._level_heading(y, own):
            return self._take_banner(y, next(x for x in own if x in self.subjects), plan)
        if self._outline_heading(y, own, inherited):
            return self._take_banner(y, next(x for x in own if x in self.subjects), plan)
        if self._has_subject(y) or self._inherits_subject(inherited):
            return None
        if self._heads_next(y, own):
            return self._take_banner(y, self.phase or 0, plan)
        return self._without_subject(y, own)

    def _plainly_item(self, y: int) -> bool:
        """The quick way for ordinary rows: a subject and two cells more, none of which could be a header, total or note."""
        if self.counts[y] < 3 or y >= self.cut or y in self.table.repeats:
            return False
        row = self.grid.cells[y]
        subject = row[self.subjects[0]]
        first = next(row[x] for x in self.inner if row[x] is not None)
        if not isinstance(subject, str):
            return False
        if isinstance(first, str) and not (first is subject and len(first) > 40) and not self._begins_plainly(y, first):
            return False
        return len(subject) > 40 or (normal(subject) not in self.headers[self.subjects[0]] and not _NOTE.match(subject))

    def _begins_plainly(self, y: int, first: str) -> bool:
        """Whether a row's first text, such as Y000017, can be no total, note, heading or header."""
        if self.table.mapped.levels or self.counts[y] < _PLAINLY_FILLED or not first.isalnum() or not any(char.isdigit() for char in first):
            return False
        return len(first) <= 40 and not _WORDS_OF_TOTALS.search(first.casefold()) and not _NOTE.match(first)

    def _without_own(self, y: int, inherited: list[int], plan: RowPlan) -> Reason:
        if inherited and plan.items:
            plan.continues[y] = plan.items[-1]
            return Reason.CONTINUATION
        outer = [x for x in self.zone if self.grid.cells[y, x] is not None]
        return Reason.OUTSIDE if outer else Reason.BLANK

    def _inherits_subject(self, inherited: list[int]) -> bool:
        return any(x in self.subjects for x in inherited)

    def _repeats_header(self, y: int, own: list[int]) -> bool:
        same = sum(isinstance(self.grid.cells[y, x], str) and normal(self.text(y, x)) in self.headers.get(x, ()) for x in own)
        return same >= 2 and same >= 0.7 * len(own)

    def _repeats_title(self, y: int, own: list[int]) -> bool:
        if len(own) != 1:
            return False
        text = compared(self.text(y, own[0]))
        bare = _CONTINUED.sub("", text)
        return text in self.titles or (bare != text and (not bare or bare in self.titles))

    def _is_total(self, y: int, own: list[int]) -> bool:
        first = self.grid.cells[y, own[0]]
        if not isinstance(first, str) or len(first) > 40 or not _TOTAL.fullmatch(compared(first)):
            return False
        return all(x == own[0] or not self.text(y, x) or _COUNT_ONLY.fullmatch(self.text(y, x)) for x in self.subjects)

    def _is_note(self, y: int, own: list[int]) -> bool:
        texts = [self.text(y, x) for x in own]
        if len(own) == 1 and _FORM_NOTE.match(texts[0]):
            return True
        if not _NOTE.match(texts[0]):
            return False
        if len(own) == 1:
            return (
                own[0] not in self.subjects
                or self.grid.span_width(y, own[0]) > 1
                or ":" in texts[0]
                or "：" in texts[0]
                or own[0] == self.table.mapped.left
            )
        return all(_NOTE.match(text) for text in texts) or (len(own) <= 3 and y > self.last_item - 1 and not self._numbered(y))

    def _trails(self, y: int, own: list[int], plan: RowPlan) -> bool:
        """One text below the last full item, with a blank row or a note between: a remark or a legend."""
        if y <= self.last_item or len(own) != 1 or not plan.aside:
            return False
        before, reason = plan.aside[-1]
        return before > self.last_item and reason in (Reason.BLANK, Reason.NOTE, Reason.OUTSIDE, Reason.TOTAL)

    def _numbered(self, y: int) -> bool:
        return self.number is not None and self.grid.cells[y, self.number] is not None

    def _continues_item(self, y: int, plan: RowPlan) -> bool:
        """The item above is merged over this row: its subject, its number and its deadline where there are such."""
        inherited = set(self._inherited(y))
        if not plan.items or not any(x in inherited for x in self.subjects[:1]):
            return False
        place = self.table.mapped.place
        alone = [x for x in (self.number, place(Task.DUE_TEXT), place(Task.PLAN_DUE), place(Task.STATUS)) if x is not None]
        if any(self.grid.cells[y, x] is not None for x in alone):
            return False
        plan.continues[y] = plan.items[-1]
        return True

    def _is_actual_of_above(self, y: int, plan: RowPlan) -> bool:
        """The second row of a task that is written as 计划 and 实际: its own cells say only what happened."""
        x = self.table.mapped.versions
        if x is None or not plan.items or not is_actual(self.grid.cells[y, x]):
            return False
        if any(self.grid.cells[y, subject] is not None for subject in self.subjects):
            return False
        plan.actuals[y] = plan.items[-1]
        return True

    def _is_banner(self, y: int, own: list[int], inherited: list[int]) -> bool:
        if len(own) != 1 or inherited or not isinstance(self.grid.cells[y, own[0]], str):
            return False
        x = own[0]
        wide = self.grid.span_width(y, x) > 1
        heading = bool(_HEADING.match(self.text(y, x)))
        if y > self.last_item:
            return wide and heading and len(self.text(y, x)) <= 30
        if x == self.phase:
            return self.grid.span_height(y, x) == 1
        if wide or (x == self.table.mapped.left and x not in self.subjects):
            return True
        if x not in self.subjects or self.table.mapped.role is not SheetRole.TASKS:
            return False
        return heading or self._stands_out(y, x)

    def _stands_out(self, y: int, x: int) -> bool:
        """A lone task text among rows that are all filled, with such a row right beneath: a heading, most likely."""
        others = self.usual - {x}
        if self.phase is not None or len(others) < 2 or len(self.text(y, x)) > 40:
            return False
        below = next((row for row in range(y + 1, self.last + 1) if self._inner(row)), None)
        return below is not None and len(self.usual & set(self._inner(below))) >= 2 and self._has_subject(below)

    def _level_heading(self, y: int, own: list[int]) -> bool:
        """The upper level of an outline in columns, without days or a state, above a row of a lower level."""
        levels = self.table.mapped.levels
        if not levels or y + 1 > self.last or not set(own) & set(levels[:-1]) or self._says_when_or_how(own):
            return False
        here = max(x for x in own if x in levels) if set(own) & set(levels) else -1
        below = [x for x in levels if self.grid.cells[y + 1, x] is not None]
        return bool(below) and here < below[0]

    def _says_when_or_how(self, own: list[int]) -> bool:
        return any(self.inner[x] in _FACTS for x in own)

    def _outline_heading(self, y: int, own: list[int], inherited: list[int]) -> bool:
        """Number and text only, where the next row's number lies beneath this one's (1, then 1.1)."""
        if self.table.mapped.role is not SheetRole.TASKS or self.number is None or inherited or len(own) != 2:
            return False
        if set(own) != {self.number, self.subjects[0]}:
            return False
        below = next((row for row in range(y + 1, self.last + 1) if self._inner(row)), None)
        if below is None:
            return False
        if _CHINESE_ORDINAL.fullmatch(self.text(y, self.number)) and not _CHINESE_ORDINAL.fullmatch(self.text(below, self.number)):
            return self._numbered(below) and len(self._inner(below)) > 2
        here, next_number = self.text(y, self.number).rstrip("."), self.text(below, self.number)
        return bool(here) and next_number.startswith(here + ".") and len(self._inner(below)) > 2

    def _heads_next(self, y: int, own: list[int]) -> bool:
        """A phase without a task of its own above a task without a phase: the phase's summary row."""
        if self.phase is None or self.phase not in own or y + 1 > self.last or self.grid.span_height(y, self.phase) > 1:
            return False
        if self._says_when_or_how(own):
            return False
        return self._has_subject(y + 1) and self.grid.cells[y + 1, self.phase] is None

    def _take_banner(self, y: int, x: int, plan: RowPlan) -> Reason:
        text = self.text(y, x)
        numbered = self.number is not None and bool(_CHINESE_ORDINAL.fullmatch(self.text(y, self.number)))
        sure = self.grid.span_width(y, x) > 1 or x == self.phase or bool(_HEADING.match(text)) or x not in self.subjects or numbered
        plan.banners.append(Banner(y, x, " ".join(text.split()), sure))
        return Reason.BANNER

    def _without_subject(self, y: int, own: list[int]) -> Reason | None:
        """No task, no opinion: a form row that nobody filled in, something below the table, or an item that lacks it."""
        names = {self.inner[x] for x in own}
        if names <= _FORM_COLUMNS:
            return Reason.PREFILLED if names - {""} else Reason.OUTSIDE
        if y <= self.last_item:
            return None if names - {"", Task.NOTE, Task.PHASE} else Reason.OUTSIDE
        if self.counts[y - 1] and len(names & _FACTS) >= 1 and len(names - {""}) >= _ENOUGH:
            return None  # right beneath an item and filled like one
        if not self._numbered(y):
            return Reason.OUTSIDE
        return Reason.PREFILLED if names <= _FORM_COLUMNS | {Task.STATUS} else None


def sort_rows(table: Located, zone: range) -> RowPlan:
    """Sort a table's rows.

    Args:
        table: the table found.
        zone: the sheet's columns that belong to it; all of them where no other table stands beside it.
    """
    return _Sorter(table, zone).sort()

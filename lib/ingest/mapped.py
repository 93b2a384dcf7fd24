"""A header understood: each column's texts, its name in the schema, and what else the header says about the table."""

from dataclasses import dataclass

from lib.ingest.calendar import CalendarColumn, DurationColumn
from lib.schema import SheetRole


@dataclass(frozen=True, slots=True)
class HeaderCell:
    """One column's header: the texts from its group down to itself; `is_calendar` for a date or number."""

    x: int
    parts: tuple[str, ...]
    is_calendar: bool = False
    chosen: str | None = None  # the name mapped by hand, "" to leave it unread; None where nobody chose
    claimed: str = ""  # the name mapped by hand that a column to the left has already
    told: tuple[str, ...] | None = None  # the names that the cells give to a header of two meanings; None where the dictionary decides

    @property
    def text(self) -> str:
        """The header as written, group first."""
        return "/".join(self.parts)


@dataclass(frozen=True, slots=True)
class MappedColumn:
    """One column of a table: its place, its header as written, its name in the schema or ""."""

    x: int
    text: str
    name: str
    near: str = ""  # a header of the schema that is almost the same
    is_calendar: bool = False
    by_hand: bool = False
    claimed: str = ""  # the name mapped by hand that a column to the left has already


@dataclass(frozen=True, slots=True)
class Mapped:
    """A header understood. `assumed` is the column taken for the task's text without a header that says so."""

    role: SheetRole
    columns: tuple[MappedColumn, ...]
    score: float
    assumed: int | None = None
    ticks: tuple[tuple[int, str], ...] = ()  # columns headed by a state and ticked where it holds
    levels: tuple[int, ...] = ()  # columns that hold the task's text, one for each level of an outline
    planned: int | None = None  # a column of completion days that was read as the plan
    calendar: tuple[CalendarColumn, ...] = ()  # columns of months or days whose marks are the only deadlines
    duration: DurationColumn | None = None
    versions: int | None = None  # a column that says whether a row is the plan or the actual
    spans: tuple[int, ...] = ()  # columns of several starts and ends, joined into one span
    by_cells: tuple[int | None, ...] = ()  # columns taken for the state, the phase or the deadline by what stands in them
    is_list: bool = False  # read without a table about it
    state: str = ""  # the state of all its tasks, where a board's column says so
    questions: tuple[int, ...] = ()  # columns that each hold answers to a question of their own
    asked: int | None = None  # the one of them whose answers the table's items are
    unheeded: tuple[str, ...] = ()  # headers mapped by hand in a way that would leave no table

    def place(self, name: str) -> int | None:
        """The column of a name, None where the table lacks it."""
        return next((column.x for column in self.columns if column.name == name), None)

    @property
    def subject(self) -> str:
        """The name of what each question asks for: opinions or problems; "" where there are none."""
        return next((column.name for column in self.columns if column.x in self.questions and column.name), "")

    @property
    def is_further(self) -> bool:
        """Whether another question of the same table stands before it: what is to be said of header and rows was said there."""
        return self.asked is not None and self.asked != self.questions[0]

    @property
    def left(self) -> int:
        """The first column."""
        return self.columns[0].x

    @property
    def right(self) -> int:
        """The last column."""
        return self.columns[-1].x

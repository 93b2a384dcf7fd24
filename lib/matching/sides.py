"""What each row of two frames can be known by, as numbers: the old side and the new one as frames with one line a row.

Columns: `row` (its place in the `Joint`); `group` (the phase; of an opinion its category); `text`, `detail`, `number` and `key`, each the
number of its plain form among `forms`, `BLANK` where nothing stands. `key` is the id where it stands once on its side; `number` is only
a hint. Whole rows are known by marks: `whole` of all that the row says, `content` of the same without its numbers, `rest` of that without
the text too, for rows where much else is filled. Two rows with one mark are equal in all those cells.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from lib.matching.joint import BLANK, Joint
from lib.matching.writing import plain_forms
from lib.schema import Opinion, SheetRole, Task

_PLACES = ("ref", "sheet", "row")
_NUMBERS = (Task.TASK_ID, Task.NUMBER, Opinion.FEEDBACK_ID, Opinion.ISSUE_ID, Opinion.MERGED_INTO)
_TEXTS = (Task.TASK, Opinion.TEXT, Opinion.ISSUE)
_TELLING = 12
"""Filled cells beside the text, the computed ones among them, from which on a row can be known by them."""

_EMPTY = pa.scalar("", pa.large_string())

MARKS = ("whole", "content", "rest")


class Forms:
    """The plain forms of some columns of a joint: one number a form, whatever the column."""

    def __init__(self, joint: Joint, names: Iterable[str]) -> None:
        columns = {str(name): joint.column(name) for name in names}
        self.telling = max(columns.values(), key=lambda column: column.size)  # the column by whose texts rows are told apart best
        every = pa.concat_arrays([plain_forms(column.texts) for column in columns.values()]).dictionary_encode()
        self._forms = every.dictionary
        numbers = every.indices.to_numpy(zero_copy_only=False)
        numbers = np.where(numbers == pc.index(self._forms, _EMPTY).as_py(), BLANK, numbers)
        ends = np.cumsum([0, *(column.size for column in columns.values())])
        self._columns = {
            name: (np.append(numbers[start:end], BLANK), column.numbers)
            for (name, column), start, end in zip(columns.items(), ends, ends[1:], strict=False)
        }

    def __len__(self) -> int:
        return len(self._forms)

    def words(self, numbers: np.ndarray) -> np.ndarray:
        """The forms with these numbers; None for a blank."""
        is_there = (numbers != BLANK) & (numbers != self.empty)
        found = np.full(len(numbers), None, dtype="object")
        found[is_there] = self._forms.take(pa.array(numbers[is_there])).to_numpy(zero_copy_only=False)
        found[numbers == self.empty] = ""
        return found

    @property
    def empty(self) -> int:
        """The number that stands for an empty text where a blank is to be equal to a blank."""
        return len(self._forms)

    def of(self, name: str, rows: np.ndarray) -> np.ndarray:
        """The number of the form of each row's cell."""
        forms, numbers = self._columns[str(name)]
        found: np.ndarray = forms[numbers[rows]]
        return found


@dataclass(frozen=True, eq=False)
class Sides:
    """Both sides of one matching."""

    joint: Joint
    forms: Forms
    old: pd.DataFrame
    new: pd.DataFrame

    def marks(self, name: str, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The mark of that name of each row, and whether the row may be known by it; the marks of one call may be compared.

        Args:
            name: one of `MARKS`.
            rows: places in the joint.
        """
        names = self._told[name]
        tells = self.joint.filled(names, rows) >= _TELLING if name == "rest" else np.ones(len(rows), dtype=bool)
        return self.joint.marks(names, rows), tells

    @cached_property
    def stands(self) -> np.ndarray:
        """Of each place that both frames have, whether both rows say the same."""
        return self.joint.stands(self._told["whole"])

    @cached_property
    def _told(self) -> dict[str, list[str]]:
        said = [str(name) for name in self.joint.old.columns if name not in _PLACES]
        content = [name for name in said if name not in _NUMBERS]
        return {"whole": said, "content": content, "rest": [name for name in content if name not in _TEXTS]}


def sides_of_tasks(joint: Joint) -> Sides:
    """What each task can be known by."""
    forms = Forms(joint, (Task.PHASE, Task.TASK, Task.OUTPUT, Task.NUMBER, Task.TASK_ID))
    sides = []
    for rows in joint.sides(np.arange(len(joint))):
        columns = [forms.of(name, rows) for name in (Task.PHASE, Task.TASK, Task.OUTPUT, Task.NUMBER, Task.TASK_ID)]
        sides.append(_side(rows, forms, columns))
    return Sides(joint, forms, *sides)


def sides_of_feedback(joint: Joint) -> tuple[Sides, Sides]:
    """What each opinion, and what each ledger row, can be known by: its text, else the problem, else the measure."""
    forms = Forms(joint, (Opinion.CATEGORY, Opinion.TEXT, Opinion.ISSUE, Opinion.MEASURE, Opinion.FEEDBACK_ID, Opinion.ISSUE_ID))
    role = joint.column(Opinion.ROLE)
    is_ledger = np.append(role.texts.to_numpy(zero_copy_only=False) == str(SheetRole.RECTIFICATION), False)[role.numbers]
    places = np.arange(len(joint))
    opinions, ledger = (
        [
            _feedback_side(rows, forms, of_ledger)
            for rows in (each[kept] for each, kept in zip(*map(joint.sides, (places, is_role)), strict=True))
        ]
        for of_ledger, is_role in ((False, ~is_ledger), (True, is_ledger))
    )
    return Sides(joint, forms, *opinions), Sides(joint, forms, *ledger)


def _feedback_side(rows: np.ndarray, forms: Forms, is_ledger: bool) -> pd.DataFrame:
    measure = forms.of(Opinion.MEASURE, rows)
    text = _first(forms.of(Opinion.TEXT, rows), forms.of(Opinion.ISSUE, rows), measure)
    own, problem = forms.of(Opinion.FEEDBACK_ID, rows), forms.of(Opinion.ISSUE_ID, rows)
    is_by_problem = is_ledger and bool((_times(problem) <= 1).all())
    key, number = (_first(problem, own), own) if is_by_problem else (own, problem)
    return _side(rows, forms, [forms.of(Opinion.CATEGORY, rows), text, measure, _first(number, key), key])


def _side(rows: np.ndarray, forms: Forms, columns: Sequence[np.ndarray]) -> pd.DataFrame:
    """Args: group, text, detail, number, key."""
    group, text, detail, number, key = columns
    return pd.DataFrame(
        {
            "row": rows,
            "group": np.where(group == BLANK, forms.empty, group),
            "text": text,
            "detail": detail,
            "number": number,
            "key": np.where(_times(key) == 1, key, BLANK),
        }
    )


def _first(*numbers: np.ndarray) -> np.ndarray:
    """The first that is no blank."""
    found = numbers[0]
    for other in numbers[1:]:
        found = np.where(found == BLANK, other, found)
    return found


def _times(numbers: np.ndarray) -> np.ndarray:
    """How often each number stands there; nought for a blank."""
    counts = np.append(np.bincount(numbers[numbers != BLANK]), 0)
    counts[-1] = 0
    found: np.ndarray = counts[numbers]
    return found

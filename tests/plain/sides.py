"""One side of a matching: of each row what it can be known by. Columns of the frame:

ref; group (the phase; of an opinion its category); text, detail, number and key in their plain form, NaN where blank. `key` is the
id where it stands once on this side; `number` is only a hint. `whole` is a mark of all that the row says, `content` the same without
its numbers, `rest` that without the text too, NaN where little else is filled: two rows with one mark are equal in all those cells.
"""

import pandas as pd

from lib.schema import Opinion, SheetRole, Task
from tests.plain.texts import plain_cells

_PLACES = ("ref", "sheet", "row")
_NUMBERS = (Task.TASK_ID, Task.NUMBER, Opinion.FEEDBACK_ID, Opinion.ISSUE_ID, Opinion.MERGED_INTO)

_TEXTS = (Task.TASK, Opinion.TEXT, Opinion.ISSUE)
_TELLING = 12
"""Filled cells beside the text, the computed ones among them, from which on a row can be known by them."""


def side_of_tasks(tasks: pd.DataFrame) -> pd.DataFrame:
    """What each task can be known by."""
    number = plain_cells(tasks[Task.NUMBER])
    return _side(
        tasks, tasks[Task.PHASE], plain_cells(tasks[Task.TASK]), plain_cells(tasks[Task.OUTPUT]), plain_cells(tasks[Task.TASK_ID]), number
    )


def side_of_feedback(feedback: pd.DataFrame, is_ledger: bool, known: dict[str, str] | None = None) -> pd.DataFrame:
    """What each opinion, or each ledger row, can be known by: its text, else the problem, else the measure.

    Args:
        feedback: opinions and ledger rows; never modified.
        is_ledger: whether the ledger's rows are meant.
        known: plain forms found before, filled up.
    """
    role = feedback[Opinion.ROLE].eq(str(SheetRole.RECTIFICATION)).fillna(False).astype(bool)
    rows = feedback[role if is_ledger else ~role]
    first, second, third = (plain_cells(rows[name], known) for name in (Opinion.TEXT, Opinion.ISSUE, Opinion.MEASURE))
    own, problem = plain_cells(rows[Opinion.FEEDBACK_ID], known), plain_cells(rows[Opinion.ISSUE_ID], known)
    key, number = (problem.fillna(own), own) if is_ledger and not problem.dropna().duplicated().any() else (own, problem)
    return _side(rows, rows[Opinion.CATEGORY], first.fillna(second).fillna(third), third, key, number.fillna(key))


def _side(rows: pd.DataFrame, group: pd.Series, text: pd.Series, detail: pd.Series, key: pd.Series, number: pd.Series) -> pd.DataFrame:
    said = rows.drop(columns=[name for name in _PLACES if name in rows])
    content = said.drop(columns=[str(name) for name in _NUMBERS if name in said])
    rest = content.drop(columns=[str(name) for name in _TEXTS if name in content])
    tells = rest.notna().sum(axis=1) >= _TELLING
    side = pd.DataFrame(
        {
            "ref": rows["ref"],
            "group": plain_cells(group).fillna(""),
            "text": text,
            "detail": detail,
            "number": number,
            "key": key.where(~key.duplicated(keep=False)),
            "whole": pd.util.hash_pandas_object(said, index=False),
            "content": pd.util.hash_pandas_object(content, index=False),
            "rest": pd.util.hash_pandas_object(rest, index=False).astype("object").where(tells),
        }
    )
    return side.reset_index(drop=True)

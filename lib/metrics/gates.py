"""Reports owed to a supervising body: which of a task's duties are past their date or sent back.

A task may carry several duties, one a line in the cells for state and date; the n-th line of one cell
belongs to the n-th of the other. A single date holds for all lines.
"""

import re
from datetime import date

import pandas as pd

from lib.schema import Gate, Task
from lib.schema.words import GATE_WORDS

_STATES = {re.sub(r"\s", "", word).lower(): gate for gate, words in GATE_WORDS.items() for word in (*words, str(gate))}
_NOT_THE_WORD = r"\s|\(.*?\)"
_WAITING = (Gate.DUE, Gate.SUBMITTED)
_DAY = r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})"


def is_gate_stuck(tasks: pd.DataFrame, day: date) -> pd.Series:
    """Whether a task has a duty that was sent back, or is due or submitted past its date at `day`.

    Args:
        tasks: columns of `Task`; never modified.
        day: the day judged. A duty without a readable date is never past it.
    """
    nobody = pd.Series(False, index=tasks.index)
    written = tasks[Task.GATE_STATUS].dropna()
    if written.empty:
        return nobody
    states = _lines(written).str.normalize("NFKC").str.replace(_NOT_THE_WORD, "", regex=True).str.lower().map(_STATES)
    duties = states.reset_index(name="state")
    duties["line"] = duties.groupby("index").cumcount()
    dates = _lines(tasks[Task.GATE_DATE].dropna()).reset_index(name="date")
    dates["line"] = dates.groupby("index").cumcount()
    given = dates[dates["date"].str.strip() != ""]
    single = given[~given["index"].duplicated(keep=False)].set_index("index")["date"]
    duties = duties.merge(dates[["index", "line", "date"]], on=["index", "line"], how="left")
    by = _days(duties["date"].astype("str").fillna(duties["index"].map(single).astype("str")))
    stuck = duties["state"].eq(Gate.RETURNED) | (duties["state"].isin(_WAITING) & by.lt(pd.Timestamp(day)))
    return nobody | tasks.index.isin(duties.loc[stuck, "index"])


def _lines(cells: pd.Series) -> pd.Series:
    """One entry a line, blank ones too, under the index of its task."""
    return cells.rename_axis("index").astype("str").str.split(r"[\n;；]", regex=True).explode()


def _days(written: pd.Series) -> pd.Series:
    """The day in each text that holds one; an impossible day is none."""
    parts = written.str.extract(_DAY)
    return pd.to_datetime(parts[0] + "-" + parts[1] + "-" + parts[2], format="%Y-%m-%d", errors="coerce")

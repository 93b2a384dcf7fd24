"""Reports owed to a supervising body: which of a task's duties are past their date or sent back.

A task may carry several duties, one a line in the cells for state and date; the n-th line of one cell
belongs to the n-th of the other. A single date holds for all lines.
"""

import re
from datetime import date

import pandas as pd

from lib.deadlines import parse_deadline
from lib.schema import Gate, Task
from lib.schema.words import GATE_WORDS

_STATES = {re.sub(r"\s", "", word).lower(): gate for gate, words in GATE_WORDS.items() for word in (*words, str(gate))}
_NOT_THE_WORD = r"\s|\(.*?\)"
_NO_YEAR = 0
_WAITING = (Gate.DUE, Gate.SUBMITTED)


def is_gate_stuck(tasks: pd.DataFrame, day: date) -> pd.Series:
    """Whether a task has a duty that was sent back, or is due or submitted past its date at `day`.

    Args:
        tasks: columns of `Task`; never modified.
        day: the day judged. A duty without a readable date is never past it; a window is past after its last day.
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
    duties["date"] = duties["date"].astype("str").fillna(duties["index"].map(single).astype("str"))
    duties["year"] = duties["index"].map(tasks[Task.DUE].fillna(tasks[Task.START]).dt.year).fillna(_NO_YEAR).astype("int64")
    by = _days(duties[["date", "year"]])
    stuck = duties["state"].eq(Gate.RETURNED) | (duties["state"].isin(_WAITING) & by.lt(pd.Timestamp(day)))
    return nobody | tasks.index.isin(duties.loc[stuck, "index"])


def _lines(cells: pd.Series) -> pd.Series:
    """One entry a line, blank ones too, under the index of its task."""
    return cells.rename_axis("index").astype("str").str.split(r"[\n;；]", regex=True).explode()


def _days(written: pd.DataFrame) -> pd.Series:
    """The last day that each text means, as a deadline does; a year it leaves out is its task's.

    Each distinct text is read once. What cannot be read for sure is no day.
    """
    known = {
        (text, year): parse_deadline(text, None if year == _NO_YEAR else int(year)).end
        for text, year in written.dropna(subset="date").drop_duplicates().itertuples(index=False)
    }
    days = [known.get(pair) for pair in zip(written["date"], written["year"], strict=True)]
    return pd.Series(pd.to_datetime(pd.Series(days, index=written.index, dtype=object)), dtype="datetime64[us]")

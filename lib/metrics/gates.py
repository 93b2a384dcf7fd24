"""Reports owed to a supervising body: which of a task's duties are past their date or sent back.

A task may carry several duties, one a line in the cells for state and date; the n-th line of one cell
belongs to the n-th of the other. A single date, or a single body, holds for all lines.
"""

import re
from datetime import date
from enum import StrEnum

import pandas as pd

from lib.deadlines import parse_deadline
from lib.schema import Gate, Task
from lib.schema.words import GATE_WORDS

_STATES = {re.sub(r"\s", "", word).lower(): gate for gate, words in GATE_WORDS.items() for word in (*words, str(gate))}
_NOT_THE_WORD = r"\s|\(.*?\)"
_NO_YEAR = 0
_WAITING = (Gate.DUE, Gate.SUBMITTED)


class Duty(StrEnum):
    """The columns of `duties_of`, a row a duty, under the index of its task."""

    STATE = "state"  # a `Gate`, NA where the word is unknown or there is none
    BY = "by"  # the last day that its date means; NaT where none can be read
    BODY = "body"
    ACTION = "action"


def is_gate_stuck(tasks: pd.DataFrame, day: date) -> pd.Series:
    """Whether a task has a duty that was sent back, or is due or submitted past its date at `day`.

    Args:
        tasks: columns of `Task`; never modified.
        day: the day judged. A duty without a readable date is never past it; a window is past after its last day.
    """
    nobody = pd.Series(False, index=tasks.index)
    if tasks[Task.GATE_STATUS].isna().all():
        return nobody
    duties = duties_of(tasks)
    return nobody | tasks.index.isin(duties.index[is_late(duties, day)])


def is_late(duties: pd.DataFrame, day: date) -> pd.Series:
    """Whether each duty was sent back, or is due or submitted past its day."""
    returned, waiting = duties[Duty.STATE].eq(str(Gate.RETURNED)), duties[Duty.STATE].isin([str(state) for state in _WAITING])
    return returned | (waiting & duties[Duty.BY].lt(pd.Timestamp(day)))


def duties_of(tasks: pd.DataFrame) -> pd.DataFrame:
    """Every duty of every task: as many a task as the longest of its cells for state, action and body has lines.

    Args:
        tasks: columns of `Task`; never modified.
    """
    columns = {Duty.STATE: Task.GATE_STATUS, Duty.ACTION: Task.GATE_ACTION, Duty.BODY: Task.GATE_BODY}
    texts = {name: _by_line(tasks[column]) for name, column in columns.items()}
    places = pd.MultiIndex.from_tuples(sorted({place for each in texts.values() for place in each.index}), names=["index", "line"])
    duties = pd.DataFrame({name: each.reindex(places) for name, each in texts.items()}, index=places)
    if duties.empty:
        return pd.DataFrame({name: pd.Series(dtype="datetime64[us]" if name is Duty.BY else "str") for name in Duty})
    dates = _by_line(tasks[Task.GATE_DATE])
    owners = places.get_level_values("index").to_series(index=places)
    for name, written in ((Duty.BODY, texts[Duty.BODY]), (Duty.BY, dates)):
        duties[name] = written.reindex(places).astype("str").fillna(owners.map(_single(written)).astype("str"))
    year = owners.map(tasks[Task.DUE].fillna(tasks[Task.START]).dt.year).fillna(_NO_YEAR).astype("int64")
    duties[Duty.BY] = _days(pd.DataFrame({"date": duties[Duty.BY], "year": year}))
    words = duties[Duty.STATE].str.normalize("NFKC").str.replace(_NOT_THE_WORD, "", regex=True).str.lower()
    duties[Duty.STATE] = words.map({word: str(gate) for word, gate in _STATES.items()}).astype("str")
    return duties.droplevel("line")


def _single(written: pd.Series) -> pd.Series:
    """The text of each task that has one alone: it then holds for all its duties."""
    owners = written.index.get_level_values("index")
    return written[~owners.duplicated(keep=False)].droplevel("line")


def _by_line(cells: pd.Series) -> pd.Series:
    """The lines that are filled, under the index of their task and the place of the line."""
    lines = _lines(cells.dropna())
    place = lines.groupby(lines.index).cumcount()
    lines.index = pd.MultiIndex.from_arrays([lines.index, place], names=["index", "line"])
    lines = lines.str.strip()
    return lines[lines != ""]


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

"""What a cell says of a report to a supervising body: a state a line, a day before or behind it left aside (3月17日已报)."""

import re
import unicodedata

from lib.schema.words import GATE_WORDS, Gate

_STATES = {re.sub(r"\s", "", word).lower(): gate for gate, words in GATE_WORDS.items() for word in (*words, str(gate))}
_NOT_THE_WORD = re.compile(r"\s|\(.*?\)")
_ANSWERS = frozenset({Gate.REVIEWED, Gate.FILED, Gate.RETURNED})
_LINE_ENDS = re.compile(r"[\n;；]")
_DAY = r"(?:(?:\d{2,4}年)?\d{1,2}月\d{1,2}[日号]?|(?:\d{2,4}[-./])?\d{1,2}[-./]\d{1,2})"
_DATED = re.compile(rf"[已于]?{_DAY}[,:]?(?P<behind>\D+)|(?P<before>\D+?)[,:]?{_DAY}")


def gate_lines(cell: str) -> list[str]:
    """The lines of a cell, one a duty."""
    return [line.strip() for line in _LINE_ENDS.split(cell)]


def gate_of(written: str) -> Gate | None:
    """The state that one line names; None where its words are unknown.

    Of several clauses the last counts where it tells how the report was answered (5月19日报送，退回修改).
    """
    key = _NOT_THE_WORD.sub("", unicodedata.normalize("NFKC", written)).lower()
    before, comma, answer = key.rpartition(",")
    if comma and before and _gate_of_clause(answer) in _ANSWERS and answer != "备案":
        return _gate_of_clause(answer)
    return _gate_of_clause(key)


def _gate_of_clause(key: str) -> Gate | None:
    dated = _DATED.fullmatch(key)
    return _STATES.get(key) or (_STATES.get(dated["behind"] or dated["before"]) if dated else None)

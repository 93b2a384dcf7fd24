"""The same finding in many cells of one column, told once: on the page and in the marked-up workbook alike."""

from collections.abc import Sequence
from dataclasses import replace

from lib.i18n import Language, text
from lib.i18n.formats import number
from lib.ingest.model import Finding

_PLACES_NAMED = 12
_IN_A_SENTENCE = 3
_SHORTEST_RUN = 3


def one_a_column(findings: Sequence[Finding], language: Language, most: int = _PLACES_NAMED) -> list[tuple[Finding, tuple[Finding, ...]]]:
    """Findings that differ in their cell's row alone as one, at the place of the first, each with those that it stands for.

    The cell of one that stands for several names all of them, those in a row as an area; of more places than `most` the first and
    how many cells there are.
    """
    alike: dict[object, list[Finding]] = {}
    for place, each in enumerate(findings):
        column = each.cell.rstrip("0123456789")
        alike.setdefault((each.code, each.severity, each.sheet, column, each.value, each.facts) if column else place, []).append(each)
    return [(_told_once(group, language, most), tuple(group)) for group in alike.values()]


def _told_once(group: Sequence[Finding], language: Language, most: int) -> Finding:
    if len(group) == 1:
        return group[0]
    places = _places([each.cell for each in group])
    cells = text(language, "wording.join.list").join(places[:most])
    return replace(
        group[0],
        cell=cells if len(places) <= most else text(language, "board.finding.cells", cells=cells, count=number(len(group), language)),
    )


def message_of(told: Finding, alike: Sequence[Finding], language: Language) -> str:
    """What is wrong, beside the list of its cells: where those are many, the sentence names the first and how many they are."""
    if len(_places([each.cell for each in alike])) <= _IN_A_SENTENCE:
        return told.message(language)
    return replace(told, cell=text(language, "board.finding.first", cell=alike[0].cell, count=number(len(alike), language))).message(
        language
    )


def _places(cells: Sequence[str]) -> list[str]:
    """Cells of one column, where several stand beneath each other the area that they are."""
    column = cells[0].rstrip("0123456789")
    runs: list[list[str]] = []
    for cell in cells:
        if runs and cell == f"{column}{int(runs[-1][-1].removeprefix(column)) + 1}":
            runs[-1].append(cell)
        else:
            runs.append([cell])
    return [place for run in runs for place in (run if len(run) < _SHORTEST_RUN else [f"{run[0]}:{run[-1]}"])]

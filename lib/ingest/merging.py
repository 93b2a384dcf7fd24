"""Opinions that say 同Y1 or 见第3条 instead of what they say: merged into the one they name.

Only where the whole cell is such a reference, the column 归并编号 is blank beside it, and an opinion of the same table bears the
number. It is said once for each table; a reference to a number that nobody bears is said at its cell, and counts as an opinion.
"""

import re
from collections.abc import Sequence

import numpy as np

from lib.ingest.coded import Coded
from lib.ingest.file_texts import FileTexts
from lib.ingest.grid import compared
from lib.ingest.model import CellValue, Severity
from lib.ingest.noting import Noting
from lib.ingest.rules import ReadTable
from lib.schema import Opinion, SheetRole

_REFERENCE = re.compile(
    r"(?:内容|重复[,，]?|已)?(?:同|见|参见|详见|与|并入|合并到|合并至|合并入|归并到|归并至|归入|sameas|see|mergedinto)"
    r"(?:上面|前面|上述)?(?:意见|建议|编号|序号|no\.?|#)*第?([a-z]{0,4}[-_]?\d{1,6})(?:号|条|项)?(?:意见|建议|问题)?(?:相同|重复|合并|一致|类似)?[。.]?"
)
_WORDS_OF_REFERENCE = r"(?i)[同见見与與并並归歸合]|same|see|merged"
_may_refer = re.compile(_WORDS_OF_REFERENCE).search
_LONGEST = 24


def merge_by_reference(read: Sequence[ReadTable], noting: Noting) -> None:
    """Fill in what opinions are merged into where their text says it, and say so; the frames are changed."""
    for entry in read:
        if entry.role is not SheetRole.FEEDBACK or not {Opinion.TEXT, Opinion.FEEDBACK_ID} <= entry.table.values.keys():
            continue
        places = _places(entry.table.values[Opinion.TEXT])
        if places:
            _merge(entry, places, noting)


def _places(texts: Coded[CellValue]) -> list[int]:
    """The rows whose text is a reference; of a hundred thousand only the short ones with a word of reference are looked at."""
    if not isinstance(texts.distinct, FileTexts):
        return texts.places(lambda value: _target(value) is not None)
    lengths = texts.distinct.lengths
    doubtful = texts.distinct.matching(_WORDS_OF_REFERENCE, (lengths > 0) & (lengths <= _LONGEST))
    found = texts.distinct.judged(np.zeros(len(lengths), dtype=bool), doubtful, lambda text: _target(text) is not None)
    return [int(place) for place in np.flatnonzero(found.take(texts.codes))]


def _merge(entry: ReadTable, places: Sequence[int], noting: Noting) -> None:
    table, frame = entry.table, entry.frame
    numbers = frame[Opinion.FEEDBACK_ID]
    targets = {_target(table.values[Opinion.TEXT][item]) or "" for item in places}
    borne = np.flatnonzero(numbers.str.lower().isin(targets).to_numpy(dtype=bool)).tolist()
    known = {str(numbers.iloc[item]).lower(): (item, str(numbers.iloc[item])) for item in reversed(borne)}
    said = frame[Opinion.MERGED_INTO].notna().to_numpy()
    merged: dict[int, str] = {}
    for item in places:
        target = _target(table.values[Opinion.TEXT][item]) or ""
        at, number = known.get(target, (item, ""))
        if said[item]:
            continue
        if at == item:
            table.note(noting, "merged_unresolved", Severity.WARNING, item, Opinion.TEXT, number=target)
        else:
            merged[item] = number
    if merged:
        into = frame[Opinion.MERGED_INTO].to_numpy(dtype=object, copy=True)
        into[np.array(list(merged))] = list(merged.values())
        frame[Opinion.MERGED_INTO] = into
        frame[Opinion.MERGED_INTO] = frame[Opinion.MERGED_INTO].astype(numbers.dtype)
        table.note(noting, "merged_by_text", Severity.INFO, min(merged), Opinion.TEXT, count=len(merged))


def _target(value: CellValue) -> str | None:
    """The number that a reference names, as numbers are compared; None for any other text."""
    if type(value) is not str or len(value) > _LONGEST or not _may_refer(value):
        return None
    match = _REFERENCE.fullmatch(compared(value))
    return match[1] if match else None

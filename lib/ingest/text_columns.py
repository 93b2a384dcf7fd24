"""Long columns of texts made plain at once: blanks left out, white space around a text taken away."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from lib.ingest.coded import Coded, Value
from lib.ingest.file_texts import FileTexts


def without_blanks(column: Coded[Value], texts: FileTexts, white: str) -> Coded[Value]:
    """The column with None for texts of nothing but `white`; the others stay as they are."""
    is_blank = pc.binary_length(pc.utf8_trim(texts.arrow, white)).to_numpy() == 0
    return _without(column, texts.arrow, is_blank) if is_blank.any() else column


def stripped(column: Coded[Value], texts: FileTexts) -> Coded[str | None]:
    """The column with no white space around its texts, None where nothing else is left; white space is what Python strips."""
    bare = pc.utf8_trim_whitespace(texts.arrow)
    if bare.equals(texts.arrow):
        return column  # type: ignore[return-value]
    return _without(column, bare, pc.binary_length(bare).to_numpy() == 0)  # type: ignore[return-value, arg-type]


def _without(column: Coded[Value], texts: pa.Array, is_left_out: np.ndarray) -> Coded[Value]:
    """The column of these texts, blank where one is left out."""
    is_kept = ~is_left_out
    codes = np.concatenate(([0], np.cumsum(is_kept, dtype=np.int32) * is_kept)).astype(np.int32)
    return Coded(codes[column.codes], FileTexts(texts.filter(pa.array(is_kept))))  # type: ignore[arg-type]

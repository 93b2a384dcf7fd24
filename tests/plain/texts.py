"""The plain form of texts, writing by writing: NFKC, without white space, without case."""

import unicodedata

import numpy as np
import pandas as pd


def plain(text: str) -> str:
    """The text as it is compared: width, white space and case set aside."""
    return "".join((text if text.isascii() else unicodedata.normalize("NFKC", text)).casefold().split())


def plain_cells(cells: pd.Series, known: dict[str, str] | None = None) -> pd.Series:
    """The same for a column, each different writing once; NaN where nothing is left.

    Args:
        cells: the column; never modified.
        known: writings whose form was found before, filled up; the two sides of a matching share most of theirs.
    """
    codes, writings = pd.factorize(cells.astype("object"))
    formed = {} if known is None else known
    texts = [str(each) for each in writings]
    formed |= {text: plain(text) for text in texts if text not in formed}
    forms = np.array([formed[text] or None for text in texts] + [None], dtype=object)
    return pd.Series(forms[codes], index=cells.index, dtype="object")

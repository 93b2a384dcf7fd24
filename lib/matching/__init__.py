"""Which row of one workbook is which row of another. Pure; sees whole workbooks and shows nothing of them.

The access room carries the pairs over to what an audience may see, so that a comparison of two versions never sees more than a board.
"""

from lib.matching.model import Correction, How, Matching, Pair
from lib.matching.rows import match_rows
from lib.matching.texts import likeness, plain, plain_cells

__all__ = ["Correction", "How", "Matching", "Pair", "likeness", "match_rows", "plain", "plain_cells"]

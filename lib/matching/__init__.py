"""Which row of one workbook is which row of another. Pure; sees whole workbooks and shows nothing of them.

The access room carries the pairs over to what an audience may see, so that a comparison of two versions never sees more than a board.
"""

from lib.matching.joint import Joint
from lib.matching.model import Correction, How, Matching, Pair, Pairs
from lib.matching.rows import match_rows
from lib.matching.texts import likeness, plain_cells
from lib.matching.writing import plain

__all__ = ["Correction", "How", "Joint", "Matching", "Pair", "Pairs", "likeness", "match_rows", "plain", "plain_cells"]

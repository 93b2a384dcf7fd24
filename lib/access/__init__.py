"""Who may see what: a workbook in, what one audience may see of it out. Fails closed.

Everything after this room receives only `Disclosed`, so that nothing can forget to ask. The rules are
applied once per version and audience, before any filter: person, verbatim text, exact day and source
group are taken out of the rows, and the source group appears only in two prepared tables, which are released anew only where two versions of
them cannot be subtracted.
"""

from lib.access.disclosure import disclose, disclose_for_sums, sums_and_groups
from lib.access.model import NO_GROUPS, WITHHELD, Disclosed, GroupTable, Shown, SourceGroups
from lib.access.pairs import DisclosedPair, disclose_pair
from lib.access.plan import settings_lines
from lib.access.showing import MERGED
from lib.access.side_by_side import SideBySide

__all__ = [
    "MERGED",
    "NO_GROUPS",
    "WITHHELD",
    "Disclosed",
    "DisclosedPair",
    "GroupTable",
    "Shown",
    "SideBySide",
    "SourceGroups",
    "disclose",
    "disclose_for_sums",
    "disclose_pair",
    "settings_lines",
    "sums_and_groups",
]

"""What goes back, inside the very workbook that it was read from, to the person who brought it: and only there.

A proposal about the wording of opinions can only be made from their words, and those given back to back are taken from every audience, the
head included. The marked-up copy holds every word already, so that nothing becomes known by it. No page, no export of a board and no
figure may be made from this frame; a matter of one person is left out all the same, so that no proposal joins it to another's.
"""

import pandas as pd

from lib.access.scope import is_about_person
from lib.ingest.model import Workbook
from lib.schema import Opinion, SheetRole

_WORDS = (Opinion.REF, Opinion.FEEDBACK_ID, Opinion.TEXT, Opinion.CATEGORY, Opinion.SUBCATEGORY, Opinion.MERGED_INTO)


def returned_opinions(workbook: Workbook) -> pd.DataFrame:
    """The opinions of a workbook with their words and what they were sorted under, for the copy that goes back to its holder.

    Args:
        workbook: as read; never modified.
    """
    feedback = workbook.feedback
    opinions = feedback[Opinion.ROLE].eq(str(SheetRole.FEEDBACK))
    return feedback.loc[opinions & ~is_about_person(feedback, workbook.organisation), list(_WORDS)]

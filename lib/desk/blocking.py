"""What keeps a draft from being published, and what must be confirmed first.

Errors in single rows keep nobody from publishing the good ones. What does is a row that points at another row which cannot be
told: an opinion merged into an id that stands on several rows would be counted in one of them at random.
"""

import pandas as pd

from lib.i18n import Language, text
from lib.ingest.model import Workbook
from lib.schema import Opinion

_MOST_NAMED = 5


def blockers(workbook: Workbook, language: Language) -> tuple[str, ...]:
    """Sentences that say what has to be mended before publishing, with its cells; none where nothing has."""
    feedback = workbook.feedback
    ids = feedback[Opinion.FEEDBACK_ID].dropna()
    several = set(ids[ids.duplicated(keep=False)])
    pointing = feedback[Opinion.MERGED_INTO].isin(several) if several else pd.Series(False, index=feedback.index)
    if not pointing.any():
        return ()
    wanted = sorted(set(feedback.loc[pointing, Opinion.MERGED_INTO]))
    places = feedback.loc[pointing, Opinion.REF].head(_MOST_NAMED)
    listed = text(language, "wording.join.comma")
    return (
        text(
            language,
            "ui.block.merged_into",
            int(pointing.sum()),
            ids=listed.join(wanted[:_MOST_NAMED]),
            rows=listed.join(places),
        ),
    )


def is_empty(workbook: Workbook) -> bool:
    """Whether it holds neither a task nor an opinion, so that publishing would empty the board."""
    return workbook.tasks.empty and workbook.feedback.empty

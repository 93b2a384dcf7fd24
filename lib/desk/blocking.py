"""What keeps a draft from being published, and what must be confirmed first.

Errors in single rows keep nobody from publishing the good ones. What does is a row that points at another row which cannot be
told: an opinion merged into an id that stands on several rows would be counted in one of them at random.
"""

import re

import pandas as pd

from lib.i18n import Language, text
from lib.ingest.model import Workbook
from lib.schema import Opinion

_MOST_NAMED = 5
_INSTITUTION = re.compile(
    r"(?:\d{2,4}(?:[-—~至]\d{2,4})?(?:学年|年)?度?(?:第?[一二上下春秋]季?学期)?)?(.+?(?:大学(?!习)|学院|中学(?!习)|小学|学校|幼儿园|医院|公司|集团))"
)
"""The name at the beginning of a title, up to the first word that says what kind of institution it is; 集中学习 is none."""


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


def other_institutions(old: Workbook, new: Workbook) -> tuple[str, str] | None:
    """The institutions that the titles of two workbooks begin with, where both name one and not the same.

    Two schools in one campaign have plans of the same rows, so that rows alone do not tell the wrong file.
    """
    found = [_INSTITUTION.match("".join(workbook.title.split())) for workbook in (old, new)]
    names = [match[1] for match in found if match]
    return (names[0], names[1]) if len(set(names)) > 1 else None

"""What earlier versions say of a row: when a problem came back, and what has moved since a review meeting."""

from collections.abc import Container, Sequence

from lib.i18n import Language, text
from lib.i18n.formats import day
from lib.metrics.history import Occasion, SentBackHistory
from lib.metrics.replan_since import SinceMeeting
from lib.schema import Rectification
from lib.wording.phrases import clauses, counted, listed, sentence
from lib.wording.versions import version_name


def sent_back(occasions: Sequence[Occasion], language: Language) -> str:
    """退回2次（第3版6月3日、第5版6月17日），重新整改1次（第4版6月10日）; "" where nothing is known."""
    return clauses(
        language,
        [
            counted(language, f"history.{state}", len(times), versions=listed(language, [_version(each, language) for each in times]))
            for state in (Rectification.RETURNED, Rectification.REOPENED)
            if (times := [each for each in occasions if each.state is state])
        ],
    )


def sent_back_note(found: SentBackHistory, unlisted: Container[str], language: Language) -> str:
    """What must be known beside the list: that one version has no history, problems that came back and went on, how far back was looked.

    Args:
        found: every problem that came back.
        unlisted: the problems that are not in the list, as far as the filters leave them.
        language: the reader's language.
    """
    if found.versions < 2:
        return text(language, "history.one")
    gone_on = sum(row.ref in unlisted for row in found.rows)
    parts = [counted(language, "history.gone_on", gone_on)] if gone_on else []
    if found.earlier:
        parts.append(counted(language, "history.bounded", found.versions))
    return language.manners.gap.join(parts)


def since_meeting(found: SinceMeeting, language: Language) -> str:
    """与“六月例会”（第3版，6月10日）相比，时限推后2项、提前1项。"""
    lead = text(
        language,
        "replan.since.lead",
        meeting=found.meeting,
        version=version_name(found.version, language),
        day=day(found.published, language),
    )
    parts = [counted(language, f"replan.since.{name}", n) for name, n in (("later", found.later), ("earlier", found.earlier)) if n]
    return sentence(language, [lead + (listed(language, parts) if parts else text(language, "replan.since.none"))])


def _version(each: Occasion, language: Language) -> str:
    return text(language, "history.version", version=version_name(each.version, language), day=day(each.published, language))

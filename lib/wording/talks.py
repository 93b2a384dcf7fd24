"""Talks and democratic evaluation in words."""

from lib.i18n import Language, text
from lib.i18n.formats import number, percent
from lib.metrics.evaluation import Evaluations
from lib.metrics.model import Rate
from lib.metrics.talks import Talks
from lib.wording.phrases import as_of_lead, counted, sentence


def talks(found: Talks, evaluated: Evaluations, language: Language) -> str:
    """截至6月10日，谈心谈话列入23次，已开展19次；测评2次、3个群体。"""
    parts = []
    if found.pairs:
        held = number(found.held.numerator, language)
        parts.append(counted(language, "talks.held", found.held.denominator, lead=as_of_lead(found.as_of, language), held=held))
    if evaluated.groups:
        key = "talks.evaluated" if parts else "talks.evaluated.alone"
        parts.append(counted(language, key, len(evaluated.groups), occasions=number(len(evaluated.occasions), language)))
    return sentence(language, parts or [text(language, "talks.none")])


def coverage(rate: Rate | None, language: Language) -> str:
    """3/4; "" where none is listed."""
    return (
        "" if rate is None else text(language, "talks.of", held=number(rate.numerator, language), listed=number(rate.denominator, language))
    )


def satisfied(rate: Rate | None, language: Language) -> str:
    """88%（44/50）, or that it is hidden or not given."""
    if rate is None or rate.share is None:
        return text(language, "talks.hidden")
    return text(
        language,
        "talks.satisfied",
        share=percent(rate.share, language),
        yes=number(rate.numerator, language),
        ballots=number(rate.denominator, language),
    )


def change(points: float | None, language: Language) -> str:
    """提高6个百分点, 下降2个百分点; "" where it is unknown."""
    if points is None:
        return ""
    shown = round(abs(points) * 100, 1)  # as it is printed: what rounds to nothing is no change
    if not shown:
        return text(language, "talks.change.same")
    return text(language, f"talks.change.{'up' if points > 0 else 'down'}", n=1 if shown == 1 else 2, points=number(shown, language))

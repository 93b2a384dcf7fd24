"""The small pieces that every sentence is built from: counts with plurals, joins, the as-of lead."""

from collections.abc import Iterable, Sequence

from lib.i18n import Language, text
from lib.i18n.formats import day, number, percent
from lib.metrics.model import AsOf, Rate


def counted(language: Language, key: str, n: int, **values: object) -> str:
    """A message whose plural follows `n`; its placeholder `{count}` is `n` as the language prints it."""
    return text(language, key, n=n, count=number(n, language), **values)


def counted_all(language: Language, key: str, n: int, **values: object) -> str:
    """The same for what holds of all `n`: of a single one no language that we speak says "all" (均), so that it has its own message."""
    return counted(language, of_all(key, n), n, **values)


def of_all(key: str, n: int) -> str:
    """The name of a message about all of `n`, or about the only one."""
    return f"{key}.only" if n == 1 else key


def listed(language: Language, parts: Iterable[str]) -> str:
    """Parts of one clause, joined as a list: 、 or a comma."""
    return text(language, "wording.join.list").join(parts)


def named_together(language: Language, names: Sequence[str]) -> str:
    """Names of which one thing is said: 、 between them, or commas and "and"."""
    if len(names) < 2:
        return listed(language, names)
    return text(language, "wording.join.and", names=listed(language, names[:-1]), last=names[-1])


def clauses(language: Language, parts: Iterable[str]) -> str:
    """Clauses side by side, joined by a comma."""
    return text(language, "wording.join.comma").join(parts)


def sentence(language: Language, parts: Iterable[str]) -> str:
    """Clauses that stand apart, joined by semicolons and closed by a full stop; "" of nothing."""
    joined = text(language, "wording.join.semicolon").join(part for part in parts if part)
    return joined + text(language, "wording.join.stop") if joined else ""


def as_of_lead(as_of: AsOf, language: Language, *, year: bool = False, as_reported: bool = False) -> str:
    """截至6月10日, with what must be known about the day: held at the plan's end, or later than the report.

    `as_reported`: what follows stands as reported whatever the day, so that a day before the report is told with the report's, too.
    """
    year = year or as_of.in_another_year or as_of.day.year != as_of.reported.year
    shown = day(as_of.day, language, year=year)
    if as_of.beyond_report or (as_reported and as_of.day != as_of.reported):
        return text(language, "wording.as_of.beyond", day=shown, reported=day(as_of.reported, language, year=year))
    if as_of.held:
        return text(language, "wording.as_of.held", day=shown)
    return text(language, "wording.as_of.plain", day=shown)


def quoted(title: str, language: Language) -> str:
    """What a sentence speaks of, in quotation marks; "" where it speaks of everything."""
    return text(language, "wording.subject", title=title) if title else ""


def rate_in_words(rate: Rate | None, language: Language) -> str:
    """A rate as 66.7%, or 未填报 where it is unknown, or "none to count" where its base is empty."""
    if rate is None:
        return text(language, "wording.not_reported")
    if rate.share is None:
        return text(language, "wording.nothing_to_count")
    return percent(rate.share, language)


BLANK_TASK = "wording.blank_task"
"""What to call a task whose cell is blank or could not be read."""


def name_or(name: str, language: Language, blank_key: str = "wording.blank_name") -> str:
    """A name from the workbook, or what to call it where the cell was blank."""
    return name or text(language, blank_key)

"""The filters in words, so that a chart or a paper says what it shows and what it leaves out."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from lib.i18n import Language, text
from lib.i18n.formats import number
from lib.wording.phrases import listed


class Counted(StrEnum):
    """What the rows are that a filter leaves."""

    TASKS = "tasks"
    OPINIONS = "opinions"
    OPINIONS_AND_PROBLEMS = "opinions_and_problems"
    PROBLEMS = "problems"


@dataclass(frozen=True, slots=True)
class Selection:
    """One filter that is set: its name as the reader knows it, and the values chosen, as shown."""

    name: str
    values: tuple[str, ...]


def filters_in_words(selections: Sequence[Selection], shown: int, total: int, counted: Counted, language: Language) -> str:
    """筛选：阶段为动员部署；显示3项，共24项任务; without a filter: 未筛选，共24项任务. No full stop: it stands in lines of facts."""
    chosen = [selection for selection in selections if selection.values]
    if not chosen:
        return text(language, f"wording.filters.none.{counted}", n=total, total=number(total, language))
    said = [text(language, "wording.filters.one", name=each.name, values=_values(each.values, language)) for each in chosen]
    return text(
        language,
        f"wording.filters.some.{counted}",
        n=total,
        filters=text(language, "wording.join.semicolon").join(said),
        shown=number(shown, language),
        total=number(total, language),
    )


def _values(values: tuple[str, ...], language: Language) -> str:
    if len(values) <= 4:
        return listed(language, values)
    return text(language, "wording.filters.and_more", values=listed(language, values[:3]), total=len(values))

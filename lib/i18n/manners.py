"""What a language does its own way beside its words: how it is called, how its sentences are joined, how it writes days.

Patterns of days are Unicode's (LDML), first without the year and then with it. A new language is an entry here, a member of `Language`
and a catalogue.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Manners:
    """One language's ways.

    `leads_with_year` says whether of two days of one year the first bears it. `locale` is Babel's name and that of the catalogue's folder; `tag` is what pages and browsers call the language (BCP 47), `office_tag`
    what slides and documents call it, for spelling and fonts; `gap` stands between two sentences; `sheet_day` is a day in a spreadsheet's
    own format codes.
    """

    locale: str
    tag: str
    office_tag: str
    gap: str
    day: tuple[str, str]
    month: tuple[str, str]
    moment: tuple[str, str]
    leads_with_year: bool
    sheet_day: str


MANNERS = {
    "zh": Manners(
        locale="zh_CN",
        tag="zh-CN",
        office_tag="zh-CN",
        gap="",
        day=("M月d日", "y年M月d日"),
        month=("M月", "y年M月"),
        moment=("M月d日 HH:mm", "y年M月d日 HH:mm"),
        leads_with_year=True,
        sheet_day='yyyy"年"m"月"d"日"',
    ),
    "en": Manners(
        locale="en",
        tag="en",
        office_tag="en-US",
        gap=" ",
        day=("d MMM", "d MMM y"),
        month=("MMM", "MMM y"),
        moment=("d MMM, HH:mm", "d MMM y, HH:mm"),
        leads_with_year=False,
        sheet_day="d mmm yyyy",
    ),
}
"""By the code of the language."""

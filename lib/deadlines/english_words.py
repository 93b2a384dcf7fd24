"""The English words and phrases that a deadline may hold, each with the kind of token that it is; the longest is taken.

A single word stands in `ENGLISH`, one of several in `ENGLISH_PHRASES`.
"""

from lib.deadlines.words import K, Word, all_as

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

ENGLISH: dict[str, Word] = {
    **{name: (K.MONTH_NAME, number) for number, name in enumerate(_MONTHS, 1)},
    **{name[:3]: (K.MONTH_NAME, number) for number, name in enumerate(_MONTHS, 1)},
    "sept": (K.MONTH_NAME, 9),
    **{name: (K.WEEKDAY, number) for number, name in enumerate(_DAYS)},
    **{name[:3]: (K.WEEKDAY, number) for number, name in enumerate(_DAYS)},
    **all_as(K.WEEKDAY, "tues", 1),
    **all_as(K.WEEKDAY, "thurs thur", 3),
    **all_as(K.MODIFIER, "early beginning start begin", "start"),
    **all_as(K.MODIFIER, "mid middle", "middle"),
    **all_as(K.MODIFIER, "late", "late"),
    **all_as(K.MODIFIER, "end eom eoq", "end"),
    **{f"q{number}": (K.QUARTER_NAME, number) for number in (1, 2, 3, 4)},
    **{f"h{number}": (K.HALF_NAME, number) for number in (1, 2)},
    **all_as(
        K.OF,
        "of the in during on for at due deadline submit submitted complete completed completion finish finished done date target planned plan report final draft expected is deliver delivery no year ad st nd rd th estimated est throughout whole full entire all",
    ),
    **all_as(K.BY, "by until till"),
    **all_as(K.EARLIER, "before"),
    **all_as(K.LATER, "after"),
    **all_as(K.SINCE, "from since starting between commencing effective"),
    **all_as(K.TO, "to through thru"),
    **all_as(K.LIST, "and"),
    **all_as(K.OR, "or"),
    **all_as(K.FROM, "onwards onward forward"),
    **all_as(K.ABOUT, "around about approx approximately circa ca roughly"),
    **all_as(K.IMMEDIATE, "asap immediately immediate urgent urgently now"),
    **all_as(K.WATCH, "ongoing continuous continuously continuing permanent permanently continual always rolling indefinitely indefinite"),
    **all_as(K.UNSETTLED, "tbd tbc tba pending later soon unknown undecided n/a na none tentative null nil various nan", "not_fixed"),
    **all_as(
        K.UNSETTLED,
        "next this last week weeks days day month months hours hour today tomorrow yesterday eow working eod sprint quarter sprints within",
        "relative",
    ),
    **all_as(K.UNSETTLED, "summer winter spring autumn fall", "vague_season"),
    **all_as(K.UNSETTLED, "fy fiscal", "fiscal_year"),
    **all_as(K.UNSETTLED, "easter holidays thanksgiving", "not_fixed"),
    **all_as(K.EVENT, "term semester exam exams holiday", "school_calendar"),
    **all_as(
        K.RECURRING,
        "monthly weekly quarterly annually daily biweekly every each yearly annual fortnightly bimonthly semiannually regularly periodically recurring regular periodic hourly",
    ),
    **all_as(K.FILLER, "am pm utc gmt z cob noon midnight"),
}

_ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "last": 4}
ENGLISH_PHRASES: dict[str, Word] = {
    **dict.fromkeys(
        ("no later than", "not later than", "on or before", "at the latest by", "at latest", "latest by", "latest"), (K.BY, None)
    ),
    **dict.fromkeys(
        ("as soon as possible", "at once", "right away", "straight away", "as soon as practicable", "without delay"), (K.IMMEDIATE, None)
    ),
    **dict.fromkeys(
        (
            "to be determined",
            "to be confirmed",
            "to be announced",
            "to be decided",
            "to be agreed",
            "to be advised",
            "until further notice",
            "n/a",
            "not set",
            "no date",
            "not applicable",
            "in due course",
            "when needed",
            "as needed",
            "as required",
            "as appropriate",
            "as agreed",
            "as necessary",
            "if required",
            "when required",
            "where necessary",
            "if needed",
            "mid-term",
            "short-term",
            "no deadline",
        ),
        (K.UNSETTLED, "not_fixed"),
    ),
    **dict.fromkeys(
        ("long-term", "long term", "throughout the campaign", "on-going", "on going", "no end date", "open-ended", "open ended"),
        (K.WATCH, None),
    ),
    **dict.fromkeys(
        (
            "bi-weekly",
            "bi-monthly",
            "semi-annually",
            "twice a year",
            "once a month",
            "once a week",
            "once a year",
            "half-yearly",
            "per month",
            "per week",
            "on a regular basis",
            "month-end close",
        ),
        (K.RECURRING, None),
    ),
    **dict.fromkeys(
        ("year-end", "year end", "end of the year", "end of year", "eoy", "end of this year", "end of the calendar year"),
        (K.YEAR_END, "end"),
    ),
    **dict.fromkeys(("mid-year", "midyear", "mid year", "middle of the year"), (K.YEAR_END, "middle")),
    **{f"{word} quarter": (K.QUARTER_NAME, number) for word, number in _ORDINALS.items()},
    **{f"{word} half": (K.HALF_NAME, number) for word, number in _ORDINALS.items() if number < 3},
    **{f"{word} week of": (K.UNSETTLED, "week_of_month") for word in _ORDINALS},
    **dict.fromkeys(("later this year", "later in the year", "earlier this year"), (K.UNSETTLED, "relative")),
    "at the latest": (K.UNTIL, None),
    **dict.fromkeys(("w/c", "w/e", "week commencing", "week beginning", "week ending"), (K.UNSETTLED, "week_of_month")),
    "week of": (K.UNSETTLED, "week_of_month"),
    "close of business": (K.FILLER, None),
    "end of business": (K.FILLER, None),
    "christmas": (K.FESTIVAL, "圣诞"),
    "spring festival": (K.FESTIVAL, "春节"),
    "chinese new year": (K.FESTIVAL, "春节"),
    "national day": (K.FESTIVAL, "国庆"),
    "mid-autumn festival": (K.FESTIVAL, "中秋"),
    "dragon boat festival": (K.FESTIVAL, "端午"),
    "new year's day": (K.FESTIVAL, "元旦"),
    "teachers' day": (K.FESTIVAL, "教师节"),
    "this year": (K.NAMED_YEAR, ("context", 0)),
    "next year": (K.NAMED_YEAR, ("context", 1)),
    "last year": (K.NAMED_YEAR, ("context", -1)),
    "mid-to-late": (K.MODIFIER, "middle to late"),
    "mid to late": (K.MODIFIER, "middle to late"),
    "mid-late": (K.MODIFIER, "middle to late"),
    "mid/late": (K.MODIFIER, "middle to late"),
    "early-to-mid": (K.MODIFIER, "early to middle"),
    "early to mid": (K.MODIFIER, "early to middle"),
    "early-mid": (K.MODIFIER, "early to middle"),
    "early/mid": (K.MODIFIER, "early to middle"),
}

"""The one filter bar: what is chosen stays across pages and stands in the link as codes that name nobody."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from lib.figures.plotly import Size
from lib.i18n import Language, text
from lib.metrics.filters import NUMBERED, FilterOptions, Filters, Option, renumbered
from lib.schema import DeadlineKind, Lamp, Rectification
from lib.ui import filter_choices, links, session
from lib.ui.screen import size
from lib.wording import Selection, group_label
from lib.wording.lamps import LAMP_ORDER, LampWords, rectification_label
from lib.wording.phrases import listed, name_or

FIRST = {
    "overview": ("phases", "units", "lamps"),
    "meeting": ("phases", "units", "lamps"),
    "tasks": ("phases", "units", "lamps"),
    "feedback": ("categories", "channels", "units"),
    "rectification": ("states", "units", "categories"),
}
"""The three filters that a page shows; the rest stand under 更多, and all of them on a page that is not named."""

SAYS_NOTHING = {
    "overview": ("states", "campaigns"),
    "tasks": ("states", "campaigns"),
    "feedback": ("phases", "lamps"),
    "rectification": ("phases", "lamps"),
}
"""Filters that change nothing on a page: they are not offered there, nor named where the page says what it leaves out."""

LINK_NAMES = {
    "phases": "phase",
    "units": "unit",
    "leads": "lead",
    "lamps": "lamp",
    "kinds": "kind",
    "categories": "category",
    "channels": "channel",
    "states": "state",
    "campaigns": "campaign",
}
_OF = "~"
"""In a link between a code that is a place in a list and how many there were to choose from: `u3~12`."""

_NO_BOUND = 10_000
"""More than a filter has to choose from."""

DAY = "day"
DAY_KEY = f"{filter_choices.PREFIX}{DAY}"
FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2100, 12, 31)
"""The years of which a plan is read. Said to the field, which without them takes ten years around the clock's day and refuses any other."""


def chosen_filters(options: FilterOptions, choices: Mapping[str, Any]) -> Filters:
    """The session's filters. A code that is no option of this workbook is dropped."""
    picked = {}
    for field in fields(Filters):
        if chosen := choices.get(_key(field.name)):
            known = {option.code for option in getattr(options, field.name)}
            picked[field.name] = tuple(code for code in chosen if code in known)
    return Filters(**picked)


def chosen_day(choices: Mapping[str, Any]) -> date | None:
    """The as-of day that the reader moved to, if any."""
    day = choices.get(DAY_KEY)
    return day if isinstance(day, date) else None


def carry_over(options: FilterOptions) -> None:
    """What is chosen stays the same names where another version or audience numbers them otherwise; what is not there any more is let go."""
    before = filter_choices.options_seen()
    if before is not None and before != options:
        filter_choices.choose_anew({_key(field): partial(_anew, field, before, options) for field in NUMBERED})
    filter_choices.note_options(options)


def _anew(field: str, before: FilterOptions, options: FilterOptions, codes: Sequence[str]) -> list[str]:
    found: tuple[str, ...] = getattr(renumbered(Filters(**{field: tuple(codes)}), before, options), field)
    return list(found)


def take_over_link(options: FilterOptions) -> tuple[str, ...]:
    """What the link says becomes the choice; gives the filters for which it says something that is not here.

    A place in a list that has become longer or shorter may be another name, and counts as not here. A parameter under another name is none
    of ours: mail and messengers hang their own on a link.
    """
    link = links.parameters()
    unknown = []
    for field, name in LINK_NAMES.items():
        choices = getattr(options, field)
        known = {written: option.code for option in choices for written in (option.code, _in_link(field, option.code, choices))}
        asked = link.get(name, [])
        codes = [known[code] for code in asked if code in known]
        if codes:
            session.choose(_key(field), codes)
        if len(codes) < len(asked):
            unknown.append(field)
    return tuple(unknown) if _took_over_day(link.get(DAY, [])) else (*unknown, DAY)


def _took_over_day(asked: Sequence[str]) -> bool:
    """Whether the day that the link names, if it names one, is a day."""
    try:
        day = date.fromisoformat(asked[0]) if asked else None
    except ValueError:
        return False
    if day is None:
        return True
    if not FIRST_DAY <= day <= LAST_DAY:
        return False
    session.choose(DAY_KEY, day)
    return True


def unknown_in_words(unknown: Sequence[str], language: Language) -> str:
    """That the link asks for something that this board does not have. The filters are named, never what the link says: anybody can write one."""
    return text(language, "ui.link.unknown", names=listed(language, [text(language, f"ui.filter.{name}") for name in unknown]))


def choose_named(field: str, name: str, options: FilterOptions, language: Language) -> None:
    """Filter by one value under the name that a chart gives it."""
    code = next((option.code for option in getattr(options, field) if name in _names_on_charts(option.name, language)), None)
    if code is not None:
        session.choose(_key(field), [code])
        filter_choices.note_set()


def _names_on_charts(name: str, language: Language) -> tuple[str, ...]:
    return (name,) if name else (name_or("", language), group_label("", language))


def write_link(
    filters: Filters, options: FilterOptions, day: date | None, language: Language, version: Mapping[str, Sequence[str]]
) -> None:
    """The address that shows just this to somebody else; the audience is never in it. `version` names board and version."""
    parameters: dict[str, Sequence[str]] = dict(version) | {
        name: [_in_link(field, code, getattr(options, field)) for code in getattr(filters, field)] for field, name in LINK_NAMES.items()
    }
    parameters[DAY] = (day.isoformat(),) if day else ()
    parameters["lang"] = (language.value,) if language is not Language.ZH else ()
    links.write({name: values for name, values in parameters.items() if values})


def _in_link(field: str, code: str, options: Sequence[Option]) -> str:
    return f"{code}{_OF}{len(options)}" if field in NUMBERED else code


def filter_bar(page: str, options: FilterOptions, lamps: LampWords) -> dict[str, Any]:
    """Three filters, the as-of day, and the rest under 更多; gives what is chosen in them."""
    language = lamps.language
    usable = [field for field in LINK_NAMES if len(getattr(options, field)) > 1 and (field != "lamps" or options.phases)]
    usable = [field for field in usable if field not in SAYS_NOTHING.get(page, ())]
    first = [field for field in FIRST.get(page, ()) if field in usable]
    rest = [field for field in usable if field not in first]
    if size() is Size.PHONE:
        first, rest = [], [*first, *rest]
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key=f"filters_{page}"):
        for field in first:
            _choice(field, getattr(options, field), lamps)
        with st.popover(text(language, "ui.filter.more" if first else "ui.filter.open"), width="content"):
            _day(page, language)
            for field in rest:
                _choice(field, getattr(options, field), lamps)
        choices = filter_choices.current()
        if choices.keys() - {_key(field) for field in SAYS_NOTHING.get(page, ())}:
            st.button(text(language, "ui.filter.reset"), key=f"reset_{page}", on_click=filter_choices.forget, type="tertiary")
    return choices


def in_words(page: str, filters: Filters, options: FilterOptions, lamps: LampWords) -> list[Selection]:
    """What is chosen and says something on this page, by the names that readers know."""
    return [
        Selection(
            text(lamps.language, f"ui.filter.{field.name}"),
            tuple(
                _label(field.name, option, lamps) for option in getattr(options, field.name) if option.code in getattr(filters, field.name)
            ),
        )
        for field in fields(Filters)
        if getattr(filters, field.name) and field.name not in SAYS_NOTHING.get(page, ())
    ]


def _day(page: str, language: Language) -> None:
    """The as-of day. What is chosen stands under `DAY_KEY`; the field has a key of its own, another one whenever the filters are drawn as new.

    The framework keeps what a reader picked in the field from page to page, and not what a link put there.
    """
    field = f"{DAY_KEY}_{filter_choices.times_set()}"
    chosen = session.chosen(DAY_KEY)
    if (page, field, chosen) != session.chosen(session.Key.DAY_DRAWN):  # a link or another page chose it, and not the reader in the field
        session.choose(field, chosen)
    picked = st.date_input(
        text(language, "ui.filter.day"),
        value=None,
        min_value=FIRST_DAY,
        max_value=LAST_DAY,
        key=field,
        help=text(language, "ui.filter.day.help"),
        persist_state="session",
    )
    session.choose(DAY_KEY, picked)
    session.choose(session.Key.DAY_DRAWN, (page, field, picked))


def _choice(field: str, options: Sequence[Option], lamps: LampWords) -> None:
    language = lamps.language
    ordered = sorted(options, key=lambda option: LAMP_ORDER.index(Lamp(option.name))) if field == "lamps" else options
    by_code = {option.code: option for option in ordered}
    name = text(language, f"ui.filter.{field}")
    st.multiselect(
        name,
        list(by_code),
        format_func=lambda code: _label(field, by_code[code], lamps),
        key=_key(field),
        placeholder=text(language, "ui.filter.any", name=name),
        label_visibility="collapsed",
        max_selections=_NO_BOUND + filter_choices.times_set(),  # another one makes it another widget to the framework
        select_all=False,  # all of them is what no choice shows, and the framework says it in English alone
        persist_state="session",
        width=220,
    )


def _label(field: str, option: Option, lamps: LampWords) -> str:
    language = lamps.language
    if field == "lamps":
        return lamps.label(Lamp(option.name))
    if field == "kinds":
        family = "deadline_kind" if option.name in tuple(DeadlineKind) else "rectification_kind"
        return text(language, f"{family}.{option.name}")
    if field == "states":
        return rectification_label(Rectification(option.name), language)
    return option.name or text(language, "ui.filter.blank")


def _key(field: str) -> str:
    return f"{filter_choices.PREFIX}{field}"

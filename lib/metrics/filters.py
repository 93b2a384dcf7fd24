"""Filters: what a reader wants to see of the tasks and the opinions.

A filter is a tuple of codes; empty means all. Within one filter any code may match, between filters all
must. Codes are short and stable within a version as one audience sees it (`p2` is the second phase), go into links, and name nobody. Whoever
carries them elsewhere translates them by their names (`renumbered`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace

import pandas as pd

from lib.access import Disclosed, Shown
from lib.metrics.grouping import stripped
from lib.metrics.progress import in_order, in_the_dictionary, names_in_order
from lib.metrics.states import State
from lib.schema import DeadlineKind, Lamp, Opinion, Rectification, RectificationKind, Task
from lib.schema.lamp_rules import declared_lamp_rule

NUMBERED = ("phases", "units", "leads", "categories", "channels", "campaigns")
"""Filters whose codes are places in a list; the other codes say what they mean."""

_OF_OPINIONS = (
    Opinion.OWNER_UNIT,
    Opinion.LEAD,
    Opinion.STATUS,
    Opinion.RECTIFICATION_KIND,
    Opinion.CATEGORY,
    Opinion.CHANNEL,
    Opinion.CAMPAIGN,
)
"""The columns of opinions in which anything can be chosen."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What is chosen, as codes. Lamps, kinds and states of problems are their own codes; the others are those of `FilterOptions`."""

    phases: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    lamps: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    campaigns: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is chosen."""
        return not any(getattr(self, each.name) for each in fields(self))


@dataclass(frozen=True, slots=True)
class Option:
    """One value that can be chosen: its code and its name; `name` is "" for blank cells, the enum's value for lamps and kinds."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class FilterOptions:
    """What can be chosen, in the order of the settings, the organisation, or the workbook."""

    phases: tuple[Option, ...] = ()
    units: tuple[Option, ...] = ()
    leads: tuple[Option, ...] = ()
    lamps: tuple[Option, ...] = ()
    kinds: tuple[Option, ...] = ()
    categories: tuple[Option, ...] = ()
    channels: tuple[Option, ...] = ()
    states: tuple[Option, ...] = ()
    campaigns: tuple[Option, ...] = ()

    def names(self, field: str, codes: Sequence[str]) -> tuple[str, ...]:
        """The names behind some codes of one filter, in the options' order; a code that is no option is left out."""
        options: tuple[Option, ...] = getattr(self, field)
        return tuple(option.name for option in options if option.code in codes)


def renumbered(filters: Filters, before: FilterOptions, options: FilterOptions) -> Filters:
    """The same names, chosen among others: of another version, or as another audience sees them. What is not among those is left out.

    Args:
        filters: codes of `before`.
        before: what the codes mean.
        options: what there is to choose from now.
    """
    names = {field: before.names(field, getattr(filters, field)) for field in NUMBERED}
    codes = {field: tuple(option.code for option in getattr(options, field) if option.name in chosen) for field, chosen in names.items()}
    return replace(filters, **codes)


def filter_options(disclosed: Disclosed) -> FilterOptions:
    """What can be chosen in a workbook, as this audience sees it: tasks' names as they stand, those of opinions alone by the dictionary."""
    tasks, feedback = disclosed.tasks, disclosed.feedback
    counted = feedback[list(_OF_OPINIONS)][feedback[Shown.COUNTED_IN_CUTS]]
    order = names_in_order(disclosed.organisation)
    units = pd.concat([_different(tasks[Task.OWNER_UNIT]), _of_opinions(counted[Opinion.OWNER_UNIT].dropna())])
    leads = pd.concat([_different(tasks[Task.LEAD]), _of_opinions(counted[Opinion.LEAD].dropna())])
    reported = set(counted[Opinion.STATUS].unique())
    kinds = dict.fromkeys(str(kind) for kind in (*DeadlineKind, *RectificationKind))
    late_done = declared_lamp_rule(disclosed.settings.other)[0].marks_late_done
    present = {*tasks[Task.KIND].unique(), *counted[Opinion.RECTIFICATION_KIND].unique()}
    return FilterOptions(
        phases=_coded("p", in_order(_different(tasks[Task.PHASE]), disclosed.settings.phase_order)),
        units=_coded("u", in_order(units, order)),
        leads=_coded("l", in_order(leads, order)),
        lamps=tuple(Option(str(lamp), str(lamp)) for lamp in Lamp if lamp is not Lamp.CAUGHT_UP or late_done),
        kinds=tuple(Option(kind, kind) for kind in kinds if kind in present),
        categories=_coded("c", in_order(_of_opinions(counted[Opinion.CATEGORY]), disclosed.settings.category_order)),
        channels=_coded("w", in_order(_of_opinions(counted[Opinion.CHANNEL]), ())),
        states=tuple(Option(str(state), str(state)) for state in Rectification if str(state) in reported),
        campaigns=_coded("s", in_order(_of_opinions(counted[Opinion.CAMPAIGN].dropna()), ())),
    )


def filter_tasks(states: pd.DataFrame, filters: Filters, options: FilterOptions) -> pd.DataFrame:
    """The tasks that the filters leave; categories and channels say nothing about tasks.

    Args:
        states: what `task_states` gives; never modified.
        filters: the codes chosen. A code that is no option matches nothing by itself.
        options: what the codes mean.
    """
    columns = {"phases": Task.PHASE, "units": Task.OWNER_UNIT, "leads": Task.LEAD, "lamps": State.LAMP}
    kept = _matching(states, columns, filters, options)
    kinds = _chosen_kinds(filters, DeadlineKind)
    return states[kept & states[Task.KIND].isin(kinds)] if kinds else states[kept]


def filter_feedback(feedback: pd.DataFrame, filters: Filters, options: FilterOptions) -> pd.DataFrame:
    """The opinions and problems that the filters leave; phases and lamps say nothing about them.

    As soon as one filter applies, matters of one person that count in totals only are left out.
    """
    columns = {
        "units": Opinion.OWNER_UNIT,
        "leads": Opinion.LEAD,
        "categories": Opinion.CATEGORY,
        "channels": Opinion.CHANNEL,
        "states": Opinion.STATUS,
        "campaigns": Opinion.CAMPAIGN,
    }
    kinds = _chosen_kinds(filters, RectificationKind)
    if not kinds and not any(getattr(filters, field) for field in columns):
        return feedback
    kept = _matching(feedback, columns, filters, options) & feedback[Shown.COUNTED_IN_CUTS]
    return feedback[kept & feedback[Opinion.RECTIFICATION_KIND].isin(kinds)] if kinds else feedback[kept]


def _different(column: pd.Series) -> pd.Series:
    """The texts of a column, each writing once, in the order in which they first appear."""
    return stripped(pd.Series(column.unique()))


def _of_opinions(column: pd.Series) -> pd.Series:
    """The texts of a column of opinions by the dictionary: their rows stand in another order for each audience, as a code must not."""
    return pd.Series(sorted(_different(column), key=in_the_dictionary), dtype="object")


def _coded(letter: str, names: Sequence[str]) -> tuple[Option, ...]:
    """Codes by place; the blank value has the code 0 after its letter."""
    return tuple(Option(f"{letter}{n}" if name else f"{letter}0", name) for n, name in enumerate(names, 1))


def _matching(frame: pd.DataFrame, columns: Mapping[str, str], filters: Filters, options: FilterOptions) -> pd.Series:
    kept = pd.Series(True, index=frame.index)
    for field, column in columns.items():
        codes: tuple[str, ...] = getattr(filters, field)
        if codes:
            kept &= stripped(frame[column]).isin(options.names(field, codes))
    return kept


def _chosen_kinds(filters: Filters, vocabulary: type[DeadlineKind] | type[RectificationKind]) -> list[str]:
    known = {str(kind) for kind in vocabulary}
    return [kind for kind in filters.kinds if kind in known]

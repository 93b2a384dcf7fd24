"""Lists of tasks, problems and opinions, each line a button that leads to its row.

A task that belongs to several lists stands in full in the first of them; the others name it in one line with whose it is and
when, which every list is asked for, and add only what was not said of it before. A component of our own, because a link would open a new session and lose the dropped workbook. Words are set with
`textContent`: text from a workbook is never markup.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import streamlit as st

from lib.desk.lists import TaskLine, TaskList
from lib.figures.dialects import style_of
from lib.figures.tokens import RECTIFICATION_STYLES, THEMES, ThemeName
from lib.i18n import text
from lib.schema import Lamp, Rectification
from lib.ui import session
from lib.wording.lamps import RECTIFICATION_SYMBOLS, LampWords

_ASSETS = Path(__file__).parent / "assets"
_LISTS = st.components.v2.component(
    "phaseboard_task_lists",
    css=(_ASSETS / "task_lists.css").read_text(encoding="utf-8"),
    js=(_ASSETS / "task_lists.js").read_text(encoding="utf-8"),
)


def show(
    lists: Sequence[TaskList],
    theme: ThemeName,
    lamps: LampWords,
    *,
    key: str,
    on_pick: Callable[[str], None],
    on_more: Callable[[TaskList], None] | None = None,
) -> None:
    """Draw lists side by side; `on_pick` gets the ref of the line that was clicked, `on_more` the list of which all was asked for."""

    def picked() -> None:
        ref = session.chosen(key).get("picked")
        if ref:  # a component says so too that nothing is picked any more
            on_pick(str(ref))

    def more() -> None:
        asked = next((each for each in lists if each.lamps and each.name == session.chosen(key).get("more")), None)
        if asked and on_more:
            on_more(asked)

    _LISTS(data={"lists": as_sent(lists, theme, lamps)}, key=key, on_picked_change=picked, on_more_change=more)


def as_sent(lists: Sequence[TaskList], theme: ThemeName, lamps: LampWords) -> list[dict[str, object]]:
    """The lists as the component draws them: every task in full once."""
    said: dict[str, set[str]] = {}
    sent = []
    for shown in lists:
        sent.append(_list(shown, theme, lamps, {ref: frozenset(words) for ref, words in said.items()}))
        for line in shown.lines:
            said.setdefault(line.ref, set()).update(_remarks(line))
    return sent


def _list(shown: TaskList, theme: ThemeName, lamps: LampWords, said: Mapping[str, frozenset[str]]) -> dict[str, object]:
    more = shown.total - len(shown.lines)
    return {
        "heading": shown.heading,
        "total": shown.total,
        "empty": "" if shown.lines else shown.empty,
        "more": text(lamps.language, "board.list.more", n=more) if more > 0 else "",
        "all": shown.name if more > 0 and shown.lamps else "",
        "legend": shown.legend,
        "remark": shown.remark,
        "lines": [_line(line, theme, lamps, said.get(line.ref)) for line in shown.lines],
    }


def _remarks(line: TaskLine) -> tuple[str, ...]:
    """What a list says of a task beside whose it is and when: what it hangs on, and what its unit asks for."""
    return tuple(words for words in (line.why, line.note) if words)


def _line(line: TaskLine, theme: ThemeName, lamps: LampWords, said: frozenset[str] | None) -> dict[str, object]:
    return {
        "ref": line.ref,
        **_state(line.lamp, theme, lamps),
        "number": line.number,
        "task": line.task,
        "owner": line.owner,
        "when": line.when,
        "notes": [words for words in _remarks(line) if words not in (said or ())],
        "again": said is not None,
    }


def _state(state: Lamp | Rectification | None, theme: ThemeName, lamps: LampWords) -> dict[str, str]:
    """The shape, its word and its colour; an opinion of which no problem was made has none."""
    if state is None:
        return {"symbol": "", "lamp": "", "colour": ""}
    if isinstance(state, Rectification):
        colour = THEMES[theme][RECTIFICATION_STYLES[state].colour]
        return {"symbol": RECTIFICATION_SYMBOLS[state], "lamp": text(lamps.language, f"rectification.{state}"), "colour": colour}
    return {"symbol": lamps.symbol(state), "lamp": lamps.name(state), "colour": THEMES[theme][style_of(state, lamps.rule).colour]}

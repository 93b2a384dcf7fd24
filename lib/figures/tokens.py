"""Colour tokens of the two themes, and how every lamp and state looks.

A drawing names a token, never a colour. Text reaches 4.5:1 and marks 3:1 against the background in both
themes (a test computes it). Red means late and nothing else; a pattern and a shape stand beside every
colour, so that a grey print can be read. `.streamlit/config.toml` repeats these values and is compared.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from lib.schema import Lamp, Rectification


class ThemeName(StrEnum):
    """The two themes."""

    LIGHT = "light"
    DARK = "dark"


class Colour(StrEnum):
    """What a colour is for."""

    BACKGROUND = "background"
    PANEL = "panel"
    INK = "ink"
    MUTED = "muted"
    RULE = "rule"
    GRID = "grid"
    BRAND = "brand"
    PALE = "pale"
    PLAN = "plan"
    DONE = "done"
    IN_PROGRESS = "in_progress"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    NOT_STARTED = "not_started"
    PAUSED = "paused"
    UNKNOWN = "unknown"


class Pattern(StrEnum):
    """How an area is filled, besides its colour."""

    SOLID = "solid"
    TINT = "tint"
    FAINT = "faint"
    EMPTY = "empty"
    STRIPES = "stripes"
    BACK_STRIPES = "back_stripes"
    DOTS = "dots"
    UPRIGHT = "upright"
    LEVEL = "level"
    CROSSED = "crossed"


@dataclass(frozen=True, slots=True)
class Style:
    """The colour and the filling of one series."""

    colour: Colour
    pattern: Pattern = Pattern.SOLID


TEXT_COLOURS = frozenset({Colour.INK, Colour.MUTED, Colour.BRAND})
"""Used for words: at least 4.5:1 on background and panel."""

MARK_COLOURS = frozenset(Colour) - TEXT_COLOURS - {Colour.BACKGROUND, Colour.PANEL, Colour.RULE, Colour.GRID, Colour.PALE}
"""Used for marks that carry a fact: at least 3:1 on background and panel."""

THEMES: Mapping[ThemeName, Mapping[Colour, str]] = {
    ThemeName.LIGHT: {
        Colour.BACKGROUND: "#FFFFFF",
        Colour.PANEL: "#F5F7FA",
        Colour.INK: "#1B2430",
        Colour.MUTED: "#5A6675",
        Colour.RULE: "#C9D1DA",
        Colour.GRID: "#E6EAEF",
        Colour.BRAND: "#1F3F73",
        Colour.PALE: "#C8D5E6",
        Colour.PLAN: "#6B7785",
        Colour.DONE: "#2F6B4F",
        Colour.IN_PROGRESS: "#3B6EA5",
        Colour.DUE_SOON: "#9A660F",
        Colour.OVERDUE: "#C8372D",
        Colour.NOT_STARTED: "#77818C",
        Colour.PAUSED: "#76658C",
        Colour.UNKNOWN: "#77818C",
    },
    ThemeName.DARK: {
        Colour.BACKGROUND: "#12181F",
        Colour.PANEL: "#1A222C",
        Colour.INK: "#E6EBF1",
        Colour.MUTED: "#A3AFBC",
        Colour.RULE: "#3A4653",
        Colour.GRID: "#26303B",
        Colour.BRAND: "#8DB3E6",
        Colour.PALE: "#35496A",
        Colour.PLAN: "#8E9AA8",
        Colour.DONE: "#56A682",
        Colour.IN_PROGRESS: "#6BA0D8",
        Colour.DUE_SOON: "#DDA63A",
        Colour.OVERDUE: "#F0705F",
        Colour.NOT_STARTED: "#8C97A4",
        Colour.PAUSED: "#AC98C8",
        Colour.UNKNOWN: "#8C97A4",
    },
}

FONT_STACK = "PingFang SC, Microsoft YaHei, Noto Sans CJK SC, Source Han Sans SC, sans-serif"

LAMP_STYLES: Mapping[Lamp, Style] = {
    Lamp.DONE: Style(Colour.DONE),
    Lamp.CAUGHT_UP: Style(Colour.DUE_SOON, Pattern.LEVEL),
    Lamp.OVERDUE: Style(Colour.OVERDUE, Pattern.STRIPES),
    Lamp.DUE_SOON: Style(Colour.DUE_SOON, Pattern.DOTS),
    Lamp.IN_PROGRESS: Style(Colour.IN_PROGRESS, Pattern.TINT),
    Lamp.NOT_STARTED: Style(Colour.NOT_STARTED, Pattern.EMPTY),
    Lamp.PAUSED: Style(Colour.PAUSED, Pattern.UPRIGHT),
    Lamp.NOT_REPORTED: Style(Colour.UNKNOWN, Pattern.FAINT),
    Lamp.UNDATED: Style(Colour.UNKNOWN, Pattern.BACK_STRIPES),
    Lamp.CANCELLED: Style(Colour.UNKNOWN, Pattern.CROSSED),
}

RECTIFICATION_STYLES: Mapping[Rectification, Style] = {
    Rectification.CLOSED: Style(Colour.DONE),
    Rectification.DONE_UNCHECKED: Style(Colour.DONE, Pattern.BACK_STRIPES),
    Rectification.IN_PROGRESS: Style(Colour.IN_PROGRESS, Pattern.TINT),
    Rectification.OPEN: Style(Colour.NOT_STARTED, Pattern.EMPTY),
    Rectification.RETURNED: Style(Colour.DUE_SOON, Pattern.CROSSED),
    Rectification.REOPENED: Style(Colour.DUE_SOON, Pattern.DOTS),
    Rectification.NOT_REPORTED: Style(Colour.UNKNOWN, Pattern.FAINT),
}


@lru_cache(maxsize=256)
def blend(colour: str, ground: str, share: float) -> str:
    """A colour laid over a ground with the given share, as an opaque #RRGGBB."""
    mixed = (round(c * share + g * (1 - share)) for c, g in zip(_channels(colour), _channels(ground), strict=True))
    return "#" + "".join(f"{channel:02X}" for channel in mixed)


def contrast(first: str, second: str) -> float:
    """The WCAG 2 contrast ratio of two #RRGGBB colours, 1 to 21."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (channel / 255 for channel in _channels(colour))]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

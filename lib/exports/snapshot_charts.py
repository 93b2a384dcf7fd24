"""The charts of a snapshot as data: for a page, for a phone, and for the wall, there over as many screens as they need.

They are described in the light theme alone. Since every colour is a token, the dark theme differs in nothing but colours, and
one table of them serves all charts; that this holds is checked chart by chart, and one for which it does not is given whole.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lib.exports.report import Report
from lib.figures.plotly import Size, figure_json, plotly_config
from lib.figures.screens import parts_of
from lib.figures.spec import ChartSpec, LineChart, WallChart
from lib.figures.tokens import ThemeName
from lib.figures.wrapping import width

SCREEN, SHEET, POSTER = 722, 860, 600
"""Pixels that a chart finds: on a screen of 1920 × 1080 beneath a conclusion of two lines, on A4 upright at its own size, on A3
lying down at two thirds of what it is enlarged to there."""

UPRIGHT = 500
"""Pixels of a phone that a chart finds while it is presented upright, under a browser's own bars."""

_REMARK_LINE, _REMARK_UNITS = 34, 140
"""What a line of remarks takes of a screen, and how much text stands on it, in half-width units."""

_PART = "（00/00）"

_HEX = re.compile("#[0-9A-F]{6}")

Figure = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ChartData:
    """What the script draws from. `numbers` tells which charts a section has; `dark` maps light colours to dark ones."""

    charts: list[dict[str, object]]
    numbers: Mapping[str, tuple[int, ...]]
    dark: Mapping[str, str]
    config: dict[str, Any]


def of_report(report: Report) -> ChartData:
    """Every chart of a report, numbered as they come."""
    charts: list[dict[str, object]] = []
    numbers: dict[str, tuple[int, ...]] = {}
    dark: dict[str, str] = {}
    for section in report.sections:
        numbers[section.name] = tuple(range(len(charts), len(charts) + len(section.charts)))
        lines = -(-width("　".join(section.remarks)) // _REMARK_UNITS)
        charts.extend(_chart(spec, SCREEN - (lines + _note_lines(spec)) * _REMARK_LINE, dark) for spec in section.charts)
    plain, zooming = (plotly_config(report.language, can_zoom=zooms) | {"responsive": False} for zooms in (False, True))
    return ChartData(charts, numbers, dark, {"plain": plain, "zooming": zooming})


def _note_lines(spec: ChartSpec) -> int:
    """Lines that a note takes beneath the title: it begins beside the title, set larger, and often ends there."""
    return -(-width("　".join((spec.title, _PART, spec.subtitle, spec.note))) // _REMARK_UNITS) - 1 if spec.note else 0


def _chart(spec: ChartSpec, screen: int, dark: dict[str, str]) -> dict[str, object]:
    sheet = POSTER if isinstance(spec, WallChart) else SHEET
    return {
        "title": spec.title,
        "subtitle": spec.subtitle,
        "alt": spec.alt or spec.empty,
        "zooms": spec.can_zoom,
        "page": [_figure(part, Size.PAGE, dark) for part in parts_of(spec, Size.PAGE, sheet)],
        "phone": _figure(spec, Size.PHONE, dark),
        "upright": _upright(spec, dark),
        "wall": [_figure(part, Size.WALL, dark) for part in parts_of(spec, Size.WALL, screen)],
        "grows": isinstance(spec, LineChart),
    }


def _upright(spec: ChartSpec, dark: dict[str, str]) -> list[dict[str, object]]:
    """The parts of the phone's form where one screen of a phone does not hold it; else none, and it is the phone's form itself."""
    parts = parts_of(spec, Size.PHONE, UPRIGHT)
    return [_figure(part, Size.PHONE, dark) for part in parts] if len(parts) > 1 else []


def _figure(spec: ChartSpec, size: Size, dark: dict[str, str]) -> dict[str, object]:
    """One drawing; `dark` is there only where it is more than other colours."""
    light, night = (figure_json(spec, theme, size) for theme in (ThemeName.LIGHT, ThemeName.DARK))
    pairs = dict(zip(_HEX.findall(light), _HEX.findall(night), strict=False))
    agreed = {**pairs, **dark}
    if _HEX.sub(lambda found: agreed.get(found.group(), found.group()), light) == night:
        dark.update(agreed)
        return {"light": json.loads(light)}
    return {"light": json.loads(light), "dark": json.loads(night)}

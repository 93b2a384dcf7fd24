"""How a drawn chart behaves in the browser: its language, its toolbar; nothing that leaves the machine."""

from functools import cache
from typing import Any

from babel import Locale

from lib.i18n import Language, text

_WORDS = {
    "Autoscale": "autoscale",
    "Zoom in": "zoom_in",
    "Zoom out": "zoom_out",
    "Zoom": "zoom",
    "Pan": "pan",
    "Reset axes": "reset",
    "Download plot": "save",
    "Download plot as a PNG": "save",
    "Download plot as a png": "save",
    "Double-click to zoom back out": "double_click",
    "Double-click on legend to isolate one trace": "double_click_legend",
    "Taking snapshot - this may take a few seconds": "snapshot",
    "Snapshot succeeded": "snapshot_done",
}


def plotly_config(language: Language, *, can_zoom: bool = False) -> dict[str, Any]:
    """Plotly's `config`: the locale inline, since it cannot be fetched; one button, no logo, no cloud.

    Args:
        language: the reader's language.
        can_zoom: whether the chart's time axis may be enlarged (`ChartSpec.can_zoom`, on a wide screen): adds the buttons,
            and a double click resets.
    """
    code = language.manners.tag
    return {
        "locale": code,
        "locales": {code: _locale(language)},
        "displaylogo": False,
        "displayModeBar": "hover",
        "modeBarButtons": [["zoomIn2d", "zoomOut2d", "resetScale2d"], ["toImage"]] if can_zoom else [["toImage"]],
        "showSendToCloud": False,
        "plotlyServerURL": "",
        "toImageButtonOptions": {"format": "png", "scale": 2, "filename": "phaseboard"},
        "scrollZoom": False,
        "doubleClick": "reset" if can_zoom else False,
        "responsive": True,
    }


@cache
def _locale(language: Language) -> dict[str, Any]:
    names = Locale.parse(language.manners.locale)
    months, days = names.months["format"], names.days["format"]
    return {
        "dictionary": {english: text(language, f"figures.toolbar.{key}") for english, key in _WORDS.items()},
        "format": {
            "days": [days["wide"][(index - 1) % 7] for index in range(7)],
            "shortDays": [days["abbreviated"][(index - 1) % 7] for index in range(7)],
            "months": [months["wide"][index] for index in range(1, 13)],
            "shortMonths": [months["abbreviated"][index] for index in range(1, 13)],
            "date": "%Y-%m-%d",
        },
    }

"""The framework's theme and the charts' tokens are one palette; they stand in two files only because each needs its own format."""

import tomllib
from pathlib import Path

import pytest

from lib.figures.tokens import THEMES, Colour, ThemeName

CONFIG = tomllib.loads((Path(__file__).resolve().parents[2] / ".streamlit" / "config.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("theme", ThemeName)
@pytest.mark.parametrize(
    ("option", "colour"),
    [
        ("primaryColor", Colour.BRAND),
        ("backgroundColor", Colour.BACKGROUND),
        ("secondaryBackgroundColor", Colour.PANEL),
        ("textColor", Colour.INK),
        ("borderColor", Colour.RULE),
    ],
)
def test_the_page_has_the_colours_of_the_charts(theme: ThemeName, option: str, colour: Colour) -> None:
    assert CONFIG["theme"][theme.value][option] == THEMES[theme][colour]


def test_the_measured_settings_are_in_force() -> None:
    assert CONFIG["runner"]["postScriptGC"] is False
    assert CONFIG["browser"]["gatherUsageStats"] is False
    assert CONFIG["server"]["address"] == "localhost"
    assert CONFIG["client"]["showErrorDetails"] == "none"

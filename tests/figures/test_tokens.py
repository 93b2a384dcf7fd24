"""Colours can be read in both themes, and nothing depends on colour alone."""

import pytest

from lib.figures.tokens import (
    LAMP_STYLES,
    MARK_COLOURS,
    RECTIFICATION_STYLES,
    TEXT_COLOURS,
    THEMES,
    Colour,
    Pattern,
    ThemeName,
    blend,
    contrast,
)
from lib.schema import Lamp, Rectification

GROUNDS = (Colour.BACKGROUND, Colour.PANEL)


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", ThemeName)
def test_every_theme_has_every_token(theme: ThemeName) -> None:
    assert set(THEMES[theme]) == set(Colour)


@pytest.mark.parametrize("theme", ThemeName)
@pytest.mark.parametrize("ground", GROUNDS)
def test_words_reach_four_and_a_half_to_one(theme: ThemeName, ground: Colour) -> None:
    palette = THEMES[theme]

    assert [token for token in TEXT_COLOURS if contrast(palette[token], palette[ground]) < 4.5] == []


@pytest.mark.parametrize("theme", ThemeName)
@pytest.mark.parametrize("ground", GROUNDS)
def test_marks_reach_three_to_one(theme: ThemeName, ground: Colour) -> None:
    palette = THEMES[theme]

    assert [token for token in MARK_COLOURS if contrast(palette[token], palette[ground]) < 3.0] == []


@pytest.mark.parametrize("theme", ThemeName)
def test_counts_on_bars_can_be_read(theme: ThemeName) -> None:
    palette = THEMES[theme]
    ink, ground = palette[Colour.INK], palette[Colour.BACKGROUND]
    solid = {style.colour for style in (*LAMP_STYLES.values(), *RECTIFICATION_STYLES.values()) if style.pattern is Pattern.SOLID}
    tinted = {style.colour for style in (*LAMP_STYLES.values(), *RECTIFICATION_STYLES.values()) if style.pattern is Pattern.TINT}

    assert [token for token in solid if contrast(palette[token], ground) < 4.5] == []
    assert [token for token in tinted if contrast(ink, blend(palette[token], ground, 0.32)) < 4.5] == []
    assert contrast(ink, blend(palette[Colour.BRAND], ground, 0.45)) >= 4.5
    assert contrast(ink, palette[Colour.PALE]) >= 4.5


def test_red_means_late_and_nothing_else() -> None:
    assert [lamp for lamp, style in LAMP_STYLES.items() if style.colour is Colour.OVERDUE] == [Lamp.OVERDUE]
    assert [state for state, style in RECTIFICATION_STYLES.items() if style.colour is Colour.OVERDUE] == []


def test_lamps_and_states_differ_without_colour() -> None:
    assert len({style.pattern for style in LAMP_STYLES.values()}) == len(Lamp) == len(LAMP_STYLES)
    assert len({style.pattern for style in RECTIFICATION_STYLES.values()}) == len(Rectification) == len(RECTIFICATION_STYLES)

"""The empty deck: 16:9, our colours and faces in its theme, and one layout with a title, a footer and a number.

Every colour of a slide is one of the theme, so that a deck put into another house's template takes that house's colours.
"""

import io
from collections.abc import Mapping
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.enum.dml import MSO_PATTERN, MSO_THEME_COLOR
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Deck
from pptx.util import Pt

from lib.figures.tokens import THEMES, Colour, Pattern, Style, ThemeName

WIDTH, HEIGHT, MARGIN = 960.0, 540.0, 36.0
"""A slide and what stays free at its sides, in points."""

LATIN, EAST_ASIAN = "Arial", "Microsoft YaHei"
TITLE_TOP, TITLE_HEIGHT, FOOTER_TOP, FOOTER_HEIGHT = 32.0, 74.0, 514.0, 18.0
NUMBER_WIDTH = 56.0

_SLOTS: Mapping[str, Colour] = {
    "dk1": Colour.INK,
    "lt1": Colour.BACKGROUND,
    "dk2": Colour.MUTED,
    "lt2": Colour.PANEL,
    "accent1": Colour.BRAND,
    "accent2": Colour.DONE,
    "accent3": Colour.IN_PROGRESS,
    "accent4": Colour.DUE_SOON,
    "accent5": Colour.OVERDUE,
    "accent6": Colour.PAUSED,
    "hlink": Colour.NOT_STARTED,
    "folHlink": Colour.PLAN,
}
"""The twelve colours that a theme has."""

_NAMES = {"dk1": "tx1", "lt1": "bg1", "dk2": "tx2", "lt2": "bg2"}
_SLOT_OF: Mapping[Colour, tuple[str, float]] = {
    **{colour: (_NAMES.get(slot, slot), 0.0) for slot, colour in _SLOTS.items()},
    Colour.UNKNOWN: ("hlink", 0.0),
    Colour.PALE: ("accent1", 0.75),
    Colour.RULE: ("tx2", 0.6),
    Colour.GRID: ("tx2", 0.8),
}
_THEME_COLOURS: Mapping[str, Any] = {
    "tx1": MSO_THEME_COLOR.TEXT_1,
    "bg1": MSO_THEME_COLOR.BACKGROUND_1,
    "tx2": MSO_THEME_COLOR.TEXT_2,
    "bg2": MSO_THEME_COLOR.BACKGROUND_2,
    "hlink": MSO_THEME_COLOR.HYPERLINK,
    "folHlink": MSO_THEME_COLOR.FOLLOWED_HYPERLINK,
    "accent1": MSO_THEME_COLOR.ACCENT_1,
    "accent2": MSO_THEME_COLOR.ACCENT_2,
    "accent3": MSO_THEME_COLOR.ACCENT_3,
    "accent4": MSO_THEME_COLOR.ACCENT_4,
    "accent5": MSO_THEME_COLOR.ACCENT_5,
    "accent6": MSO_THEME_COLOR.ACCENT_6,
}
_PATTERNS: Mapping[Pattern, Any] = {
    Pattern.STRIPES: MSO_PATTERN.WIDE_UPWARD_DIAGONAL,
    Pattern.BACK_STRIPES: MSO_PATTERN.WIDE_DOWNWARD_DIAGONAL,
    Pattern.DOTS: MSO_PATTERN.PERCENT_25,
    Pattern.UPRIGHT: MSO_PATTERN.NARROW_VERTICAL,
    Pattern.LEVEL: MSO_PATTERN.NARROW_HORIZONTAL,
    Pattern.CROSSED: MSO_PATTERN.DIAGONAL_CROSS,
}
_TINTS = {Pattern.SOLID: 0.0, Pattern.TINT: 0.62, Pattern.FAINT: 0.84}
_LAYOUT = 5  # a title and nothing else
_UNUSED_PARTS = ("dt", "ftr", "sldNum")


def scheme_colour(colour: Colour, tint: float = 0.0) -> str:
    """A token as a theme colour's XML, lightened by so much."""
    slot, own = _SLOT_OF[colour]
    lighter = max(own, tint)
    if not lighter:
        return f'<a:schemeClr val="{slot}"/>'
    return f'<a:schemeClr val="{slot}"><a:lumMod val="{round((1 - lighter) * 1e5)}"/><a:lumOff val="{round(lighter * 1e5)}"/></a:schemeClr>'


def fill_with(fill: Any, style: Style) -> None:
    """Fill an area of a chart with a style: colour, or pattern over paper."""
    if style.pattern is Pattern.EMPTY:
        fill.solid()
        fill.fore_color.theme_color = MSO_THEME_COLOR.BACKGROUND_1
    elif style.pattern in _TINTS:
        fill.solid()
        paint(fill.fore_color, style.colour, _TINTS[style.pattern])
    else:
        fill.patterned()
        fill.pattern = _PATTERNS[style.pattern]
        paint(fill.fore_color, style.colour)
        paint(fill.back_color, Colour.BACKGROUND)


def paint(target: Any, colour: Colour, tint: float = 0.0) -> None:
    """Give a colour format a token as a theme colour."""
    slot, own = _SLOT_OF[colour]
    target.theme_color = _THEME_COLOURS[slot]
    if max(own, tint):
        target.brightness = max(own, tint)


def empty_deck() -> Deck:
    """A deck without slides in our theme."""
    deck = Presentation()
    package = deck.part.package
    for name, relation in list(package._rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:  # a picture of the library's own empty deck
            package.drop_rel(name)
    deck.slide_width, deck.slide_height = Pt(WIDTH), Pt(HEIGHT)
    _keep_one_layout(deck)
    master = deck.slide_master
    theme = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme._blob = _themed(theme.blob)
    for holder in (master, deck.slide_layouts[0]):
        for shape in list(holder.placeholders):
            kind = shape._element.ph.get("type")
            if kind in _UNUSED_PARTS:
                shape._element.getparent().remove(shape._element)
            elif kind == "title":
                shape.left, shape.top, shape.width, shape.height = (Pt(n) for n in (MARGIN, TITLE_TOP, WIDTH - 2 * MARGIN, TITLE_HEIGHT))
            else:
                shape.left, shape.top, shape.width, shape.height = (Pt(n) for n in (MARGIN, 120, WIDTH - 2 * MARGIN, 380))
    return deck


def deck_bytes(deck: Deck) -> bytes:
    """The deck as a file."""
    stream = io.BytesIO()
    deck.save(stream)
    return stream.getvalue()


def _keep_one_layout(deck: Deck) -> None:
    layouts = deck.slide_layouts
    kept = layouts[_LAYOUT]
    for layout in list(layouts):
        if layout is not kept and layout.name != kept.name:
            layouts.remove(layout)


def _themed(blob: bytes) -> bytes:
    """The theme with our twelve colours and our faces."""
    theme = etree.fromstring(blob)
    theme.set("name", "Phaseboard")
    light = THEMES[ThemeName.LIGHT]
    for slot, colour in _SLOTS.items():
        holder = theme.find(f".//{qn('a:clrScheme')}/{qn('a:' + slot)}")
        for old in list(holder):
            holder.remove(old)
        etree.SubElement(holder, qn("a:srgbClr"), val=light[colour].removeprefix("#"))
    for face in ("majorFont", "minorFont"):
        font = theme.find(f".//{qn('a:' + face)}")
        font.find(qn("a:latin")).set("typeface", LATIN)
        font.find(qn("a:ea")).set("typeface", EAST_ASIAN)
        for script in font.findall(qn("a:font")):
            if script.get("script") == "Hans":
                script.set("typeface", EAST_ASIAN)
    themed: bytes = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)
    return themed

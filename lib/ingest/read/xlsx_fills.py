"""Which cells of a small worksheet are filled with a colour, named as people name it: 红, 黄, 绿, 蓝, 橙, 灰.

Plain fills in colours of their own have a name; a theme's colours, which are decoration more often than a state, are `THEME`. A large sheet is not
searched: a colour a row is kept by hand, and by hand nobody keeps thousands.
"""

import colorsys
import re

from lib.errors import Refused
from lib.ingest.read.package import Package
from lib.ingest.read.references import place
from lib.ingest.read.xml import attribute, tree

THEME = "底色"
"""A colour of the workbook's theme, whose hue nobody here knows."""

LARGEST_MARKED = 1_000_000  # bytes of a sheet's XML
STYLED_CELL = re.compile(rb'<c\b[^>]*?\br="([A-Z]{1,3}[0-9]{1,7})"[^>]*?\bs="([0-9]{1,5})"')
_HUES = ((15, "红"), (40, "橙"), (70, "黄"), (170, "绿"), (260, "蓝"), (345, ""), (361, "红"))


def fill_colours(package: Package, styles_part: str) -> dict[int, str]:
    """The colour of each cell format that has one, by its index."""
    content = package.part(styles_part)
    if content is None:
        return {}
    try:
        root = tree(content, styles_part)
    except Refused:
        return {}
    fills = [_colour_of(fill) for fill in root.iterfind("{*}fills/{*}fill")]
    found: dict[int, str] = {}
    for index, style in enumerate(root.iterfind("{*}cellXfs/{*}xf")):
        number = attribute(style, "fillId", "0")
        colour = fills[int(number)] if number.isdecimal() and int(number) < len(fills) else ""
        if colour:
            found[index] = colour
    return found


def filled_cells(package: Package, sheet_part: str, colours: dict[int, str]) -> dict[tuple[int, int], str]:
    """The coloured cells of a sheet, as (row, column)."""
    if not colours or package.size(sheet_part) > LARGEST_MARKED:
        return {}
    xml = package.part(sheet_part) or b""
    return {
        spot: colours[int(style)]
        for written, style in STYLED_CELL.findall(xml)
        if int(style) in colours and (spot := place(written.decode())) is not None
    }


def _colour_of(fill: object) -> str:
    pattern = next(iter(fill.iterfind("{*}patternFill")), None)  # type: ignore[attr-defined]
    if pattern is None or attribute(pattern, "patternType") != "solid":
        return ""
    colour = next(iter(pattern.iterfind("{*}fgColor")), None)
    if colour is not None and attribute(colour, "theme") and attribute(colour, "theme") != "0":
        return THEME  # 0 is the paper
    rgb = attribute(colour, "rgb") if colour is not None else ""
    return colour_name(rgb[-6:]) if re.fullmatch("(?:[0-9A-Fa-f]{2})?[0-9A-Fa-f]{6}", rgb) else ""


def colour_name(rgb: str) -> str:
    """What people call a colour given as six hexadecimal digits; "" for white, black, pale tints and what has no plain name."""
    red, green, blue = (int(rgb[at : at + 2], 16) / 255 for at in (0, 2, 4))
    hue, saturation, value = colorsys.rgb_to_hsv(red, green, blue)
    if saturation < 0.12:
        return "灰" if 0.3 < value < 0.87 else ""
    if saturation < 0.25 or value < 0.35:
        return ""
    return next(name for end, name in _HUES if hue * 360 < end)

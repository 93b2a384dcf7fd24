"""Which cells of a small worksheet are struck through: crossed out by hand, where a task was given up.

A line through a whole cell alone is seen, not one through some words of it. A large sheet is not searched: nobody crosses out
by hand among thousands of rows.
"""

from lib.errors import Refused
from lib.ingest.read.package import Package
from lib.ingest.read.references import place
from lib.ingest.read.xlsx_fills import LARGEST_MARKED, STYLED_CELL
from lib.ingest.read.xml import attribute, tree


def struck_formats(package: Package, styles_part: str) -> frozenset[int]:
    """The cell formats whose font is struck through; none where the styles cannot be read, since nothing else depends on them."""
    content = package.part(styles_part)
    if content is None or b"strike" not in content:
        return frozenset()
    try:
        root = tree(content, styles_part)
    except Refused:
        return frozenset()
    fonts = [
        any(attribute(mark, "val", "1") not in ("0", "false") for mark in font.iterfind("{*}strike"))
        for font in root.iterfind("{*}fonts/{*}font")
    ]
    numbers = [attribute(style, "fontId", "0") for style in root.iterfind("{*}cellXfs/{*}xf")]
    return frozenset(
        index for index, number in enumerate(numbers) if number.isdecimal() and int(number) < len(fonts) and fonts[int(number)]
    )


def struck_cells(package: Package, sheet_part: str, formats: frozenset[int]) -> frozenset[tuple[int, int]]:
    """The struck cells of a sheet, as (row, column)."""
    if not formats or package.size(sheet_part) > LARGEST_MARKED:
        return frozenset()
    xml = package.part(sheet_part) or b""
    return frozenset(
        spot for written, style in STYLED_CELL.findall(xml) if int(style) in formats and (spot := place(written.decode())) is not None
    )

"""Columns added at the right of a plan's table, in its own look: the header like its neighbour, the cells like theirs.

Rows and columns are 1-based.
"""

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from lib.exports.package import MAIN, CannotAdd, Unsafe
from lib.exports.package_styles import StyleSheet
from lib.exports.sheet_look import LONG_DATE
from lib.exports.tracking_form import NewColumn, drop_down
from lib.exports.tracking_tree import SheetTree, element_of
from lib.exports.workbook_widths import lines_of
from lib.ingest.model import MergedRange, RawSheet
from lib.ingest.read.areas import LAST_COLUMN
from lib.ingest.read.references import address, column_letters, merged_range
from lib.ingest.read.xml import attribute, is_true, local

_USUAL_WIDTH = 8.43
_LINE_HEIGHT = 15.0  # points, of text of eleven points
_MOST_HEIGHT = 400.0


@dataclass(frozen=True, slots=True)
class TableSpot:
    """Where a plan's table stands, as it was read."""

    header_top: int
    header_bottom: int
    last_row: int
    left: int
    right: int
    task_column: int
    repeats: frozenset[int]  # rows that repeat the header further down
    above: int  # the last row of the table above it on the sheet, 0 where there is none


class PlanSheet:
    """A worksheet that columns are added to."""

    def __init__(self, tree: SheetTree, styles: StyleSheet) -> None:
        self._tree = tree
        self._styles = styles
        self._merged = tree.merged()

    def extend(self, spot: TableSpot, columns: Sequence[NewColumn]) -> tuple[int, int]:
        """Add columns to one table; the last column before and after.

        Raises:
            CannotAdd: there is no room at its right.
        """
        old = self._occupied(spot)
        new = old + len(columns)
        if new > LAST_COLUMN:
            raise CannotAdd(Unsafe.STRUCTURE)
        banners = self._widen(spot, old, new)
        banner_rows = {row for area in banners for row in range(area.top, area.bottom + 1)}
        for offset, column in enumerate(columns, start=1):
            self._write_header(spot, old, old + offset, column)
            self._rule_body(spot, old, old + offset, column, banner_rows)
        self._repeat_merges(spot, range(old + 1, new + 1), banner_rows)
        self._set_widths(old, columns)
        self._offer(spot, old, columns)
        self._widen_filter(spot, old, new)
        self._widen_dimension(new)
        self._fit_page()
        return old, new

    def fit_heights(self, spot: TableSpot, shown: RawSheet) -> None:
        """Say how high the rows are that say nothing themselves; not every program works it out for wrapped text."""
        widths = self._tree.widths()
        upright = {
            (row, area.left)
            for area in self._merged
            for row in range(area.top, area.bottom + 1)
            if (area.top, area.left) != (area.bottom, area.right)
        }
        for row in range(spot.header_top, spot.last_row + 1):
            line = self._tree.lines.get(row)
            if line is None or "ht" in line.attrib:
                continue
            wrapped = [
                column
                for column in self._tree.rows.get(row, {})
                if (row, column) not in upright and self._styles.wraps(self._tree.style(row, column))
            ]
            texts = ((shown.cell(row, column), widths.get(column, _USUAL_WIDTH)) for column in wrapped)
            lines = max((lines_of(text, width) for text, width in texts if isinstance(text, str)), default=1)
            if lines > 1:
                line.set("ht", f"{min(_MOST_HEIGHT, lines * _LINE_HEIGHT + 6):g}")

    def _occupied(self, spot: TableSpot) -> int:
        """The last column with content beside the table's rows."""
        rows = range(spot.header_top, spot.last_row + 1)
        filled = [column for row in rows for column, cell in self._tree.rows.get(row, {}).items() if _is_filled(cell)]
        merged = [area.right for area in self._merged if area.top >= spot.header_top and area.bottom <= spot.last_row]
        return max([spot.right, *filled, *merged])

    def _widen(self, spot: TableSpot, old: int, new: int) -> list[MergedRange]:
        """Let titles, banners and notes that span the table span the new columns too; the ones widened."""
        found = [
            one for one in self._merged if one.top > spot.above and one.left <= spot.left < one.right and one.right in (old, spot.right)
        ]
        found = [one for one in found if not spot.header_top <= one.top <= spot.header_bottom]
        parent = self._tree.child("mergeCells")
        for one in parent:
            area = merged_range(attribute(one, "ref"))
            if area in found and area is not None:
                one.set("ref", f"{address(area.top, area.left)}:{address(area.bottom, new)}")
                for row in range(area.top, area.bottom + 1):
                    self._tree.blank(row, range(area.right + 1, new + 1), self._tree.style(row, area.right))
        self._merged = self._tree.merged()
        return found

    def _write_header(self, spot: TableSpot, old: int, column: int, new: NewColumn) -> None:
        for row in range(spot.header_top, spot.header_bottom + 1):
            self._tree.blank(row, [column], self._styles.like(self._tree.style(row, old), horizontal="center"))
        style = self._tree.style(spot.header_top, column)
        self._tree.put(spot.header_top, column, new.header, style)
        if spot.header_bottom > spot.header_top:
            self._tree.merge(spot.header_top, column, spot.header_bottom)

    def _rule_body(self, spot: TableSpot, old: int, column: int, new: NewColumn, banners: set[int]) -> None:
        usual = 0
        for row in range(spot.header_bottom + 1, spot.last_row + 1):
            if row in banners or row not in self._tree.rows:
                continue
            if row in spot.repeats:
                look = self._styles.like(self._tree.style(row, old), horizontal="center")
                header = new.header if row - 1 not in spot.repeats else ""
                self._tree.put(row, column, header, look)
                continue
            usual = self._tree.style(row, old) or usual
            look = self._styles.like(
                usual, horizontal="center" if new.is_centred else "left", number_format=LONG_DATE if new.is_date else "General"
            )
            self._tree.blank(row, [column], look)

    def _repeat_merges(self, spot: TableSpot, columns: range, banners: set[int]) -> None:
        """A task that is merged over several rows has its new cells merged likewise."""
        for area in self._merged:
            is_task = area.left <= spot.task_column <= area.right and spot.header_bottom < area.top < area.bottom <= spot.last_row
            if is_task and area.top not in banners:
                for column in columns:
                    self._tree.merge(area.top, column, area.bottom)

    def _set_widths(self, old: int, columns: Sequence[NewColumn]) -> None:
        """Give the new columns their widths; a run of columns that reaches under them is cut."""
        parent = self._tree.child("cols")
        new = range(old + 1, old + 1 + len(columns))
        for run in list(self._tree.column_runs()):
            if run.last < new.start or run.first >= new.stop:
                continue
            parent.remove(run.element)
            for start, end in ((run.first, new.start - 1), (new.stop, run.last)):
                if start <= end:
                    piece = deepcopy(run.element)
                    piece.set("min", str(start))
                    piece.set("max", str(end))
                    parent.append(piece)
        for number, column in zip(new, columns, strict=True):
            added = etree.SubElement(parent, f"{{{MAIN}}}col")
            for name, value in (("min", number), ("max", number), ("width", f"{column.width:g}"), ("customWidth", 1)):
                added.set(name, str(value))
        parent[:] = [run.element for run in sorted(self._tree.column_runs(), key=lambda run: run.first)]

    def _offer(self, spot: TableSpot, old: int, columns: Sequence[NewColumn]) -> None:
        for number, column in enumerate(columns, start=old + 1):
            letters = column_letters(number)
            rule = drop_down(column, f"{letters}{spot.header_bottom + 1}:{letters}{spot.last_row}")
            if rule:
                parent = self._tree.child("dataValidations")
                parent.append(element_of(rule))
                parent.set("count", str(len(parent)))

    def _widen_filter(self, spot: TableSpot, old: int, new: int) -> None:
        shown = next((one for one in self._tree.root if local(one) == "autoFilter"), None)
        area = merged_range(attribute(shown, "ref")) if shown is not None else None
        if shown is not None and area is not None and area.right == old and spot.header_top <= area.top <= spot.header_bottom:
            shown.set("ref", f"{address(area.top, area.left)}:{address(area.bottom, new)}")

    def _widen_dimension(self, new: int) -> None:
        shown = next((one for one in self._tree.root if local(one) == "dimension"), None)
        area = merged_range(attribute(shown, "ref")) if shown is not None else None
        if shown is not None and area is not None and area.right < new:
            shown.set("ref", f"{address(area.top, area.left)}:{address(area.bottom, new)}")

    def _fit_page(self) -> None:
        """Landscape, the whole width on one page, as many pages down as it takes."""
        properties = self._tree.child("sheetPr")
        page = next((one for one in properties if local(one) == "pageSetUpPr"), None)
        if page is None:
            page = etree.SubElement(properties, f"{{{MAIN}}}pageSetUpPr")
        was_fitted = is_true(attribute(page, "fitToPage"))
        page.set("fitToPage", "1")
        setup = self._tree.child("pageSetup")
        setup.set("orientation", "landscape")
        setup.attrib.pop("scale", None)
        if not was_fitted:
            setup.set("fitToWidth", "1")
            setup.set("fitToHeight", "0")
            setup.set("paperSize", attribute(setup, "paperSize", "9"))


def _is_filled(cell: etree._Element) -> bool:
    return any(local(one) in ("f", "is") or one.text for one in cell)

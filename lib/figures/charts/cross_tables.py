"""Raw opinions by two things as a table of shades, and by source group as bars; a hidden count is said to be hidden."""

from lib.figures.spec import Arrangement, BarChart, BarSeries, HeatmapChart
from lib.figures.tokens import Colour, Style
from lib.i18n import Language, text
from lib.i18n.formats import number
from lib.metrics.model import CrossTable
from lib.wording import chart_title, cross_table_alt, group_label, hidden_label, source_group_label, table_note


def groups(table: CrossTable, language: Language) -> BarChart:
    """One bar a source group, from a table with one column; a hidden group has no bar."""
    name = "groups"
    title = chart_title(name, language)
    values = tuple(cells[0] if cells else None for cells in table.cells)
    if not any(value is not None for value in values):
        return BarChart(name=name, language=language, title=title, empty=text(language, "figures.empty.groups"))
    return BarChart(
        name=name,
        language=language,
        title=title,
        note=table_note(name, table, language),
        alt=cross_table_alt(name, table, language),
        categories=tuple(source_group_label(row, language) for row in table.rows),
        series=(BarSeries(text(language, "figures.series.count"), Style(Colour.BRAND), values),),
        arrangement=Arrangement.LAYERED,
        end_labels=tuple(_label(value, language) for value in values),
    )


def channel_by_category(table: CrossTable, language: Language) -> HeatmapChart:
    """Channels down, categories across."""
    return _heatmap("channel_by_category", table, language, "figures.empty.feedback")


def group_by_category(table: CrossTable, language: Language) -> HeatmapChart:
    """Source groups down, categories across."""
    return _heatmap("group_by_category", table, language, "figures.empty.groups")


def _heatmap(name: str, table: CrossTable, language: Language, empty: str) -> HeatmapChart:
    title = chart_title(name, language)
    row_label = source_group_label if name == "group_by_category" else group_label
    if not any(cell is not None for cells in table.cells for cell in cells):
        return HeatmapChart(name=name, language=language, title=title, empty=text(language, empty))
    return HeatmapChart(
        name=name,
        language=language,
        title=title,
        note=table_note(name, table, language),
        alt=cross_table_alt(name, table, language),
        rows=tuple(row_label(row, language) for row in table.rows),
        columns=tuple(group_label(column, language) for column in table.columns),
        cells=table.cells,
        hidden_label=hidden_label(language),
    )


def _label(value: int | None, language: Language) -> str:
    if value is None:
        return hidden_label(language)
    return text(language, "figures.label.raw", raw=number(value, language))

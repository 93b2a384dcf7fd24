"""What a chart's note says where its numbers stand in a table: sentences on bars, dots and shades give way, facts stay.

A document and a workbook of tables draw no marks, so that "the tick is the plan" would send a reader looking for a tick.
"""

from lib.figures.spec import ChartSpec
from lib.i18n import text

_OF_MARKS = {
    "figures.note.plan_mark": "tables.note.plan_mark",
    "figures.note.feedback": "tables.note.feedback",
    "figures.note.gantt": "",
    "figures.note.gantt_group": "",
    "figures.note.gantt_moved": "",
    "figures.note.gantt_done": "",
    "figures.note.gantt_actual": "",
    "figures.note.slip": "tables.note.slip",
    "figures.note.wall": "tables.note.wall",
    "figures.note.wall_counted": "tables.note.wall_counted",
    "figures.note.wall_ground": "",
}
"""Sentences that tell how to read a drawing, and what a table says in their place; "" for nothing."""


def table_note(spec: ChartSpec) -> str:
    """The note of a chart whose numbers are shown as a table."""
    said = spec.note
    if text(spec.language, "figures.note.no_progress") in said:
        said = said.replace(text(spec.language, "figures.note.plan_mark"), "")  # nothing is done of all tasks where nothing is reported
    for drawn, instead in _OF_MARKS.items():
        said = said.replace(text(spec.language, drawn), text(spec.language, instead) if instead else "")
    return " ".join(said.split())

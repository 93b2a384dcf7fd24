"""Sentences, titles, alternative texts and definitions: the only place that words a number.

Takes the figures of `lib.metrics.model` and a language; never a frame. Chinese prints no space between
characters and figures. What is unknown is said to be unknown, and a rate never stands without what it is of.
"""

from lib.wording.charts import (
    chart_title,
    cross_table_alt,
    gantt_alt,
    group_label,
    groups_alt,
    hidden_label,
    phase_progress_alt,
    rectification_alt,
    s_curve_alt,
    source_group_label,
    table_note,
)
from lib.wording.conclusions import feedback, overview, rectification, span, tasks, timeline
from lib.wording.definitions import OF_CHARTS, Definition, FigureId, definition, definitions, of_chart
from lib.wording.filters import Counted, Selection, filters_in_words
from lib.wording.headlines import headline, remarks
from lib.wording.lamps import LAMP_ORDER, LAMP_SYMBOLS, RECTIFICATION_SYMBOLS, LampWords, lamp_label, lamp_rule, rectification_label
from lib.wording.phrases import as_of_lead, rate_in_words
from lib.wording.units import trend_alt, unit
from lib.wording.wall import column_name, grouping_label, mark_in_words, wall, wall_alt

__all__ = [
    "LAMP_ORDER",
    "LAMP_SYMBOLS",
    "OF_CHARTS",
    "RECTIFICATION_SYMBOLS",
    "Counted",
    "Definition",
    "FigureId",
    "LampWords",
    "Selection",
    "as_of_lead",
    "chart_title",
    "column_name",
    "cross_table_alt",
    "definition",
    "definitions",
    "feedback",
    "filters_in_words",
    "gantt_alt",
    "group_label",
    "grouping_label",
    "groups_alt",
    "headline",
    "hidden_label",
    "lamp_label",
    "lamp_rule",
    "mark_in_words",
    "of_chart",
    "overview",
    "phase_progress_alt",
    "rate_in_words",
    "rectification",
    "rectification_alt",
    "rectification_label",
    "remarks",
    "s_curve_alt",
    "source_group_label",
    "span",
    "table_note",
    "tasks",
    "timeline",
    "trend_alt",
    "unit",
    "wall",
    "wall_alt",
]

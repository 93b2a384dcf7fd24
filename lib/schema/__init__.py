"""The vocabulary: sheets, columns, statuses, lamps and audiences, each named once.

`columns` says which columns a sheet may have and how people head them, `words` says how people write
a status, a kind or a gate. Both are data; the reader, the template, the tables and the exports follow.
"""

from lib.schema.columns import (
    COLUMNS,
    Column,
    ColumnType,
    Evaluation,
    Opinion,
    Organisation,
    Rule,
    Sensitivity,
    SheetRole,
    Talk,
    Task,
    columns_of,
)
from lib.schema.words import (
    Audience,
    DeadlineKind,
    Gate,
    Lamp,
    Openness,
    Rectification,
    RectificationKind,
    RuleAction,
    Scope,
    Status,
    TargetScope,
)

__all__ = [
    "COLUMNS",
    "Audience",
    "Column",
    "ColumnType",
    "DeadlineKind",
    "Evaluation",
    "Gate",
    "Lamp",
    "Openness",
    "Opinion",
    "Organisation",
    "Rectification",
    "RectificationKind",
    "Rule",
    "RuleAction",
    "Scope",
    "Sensitivity",
    "SheetRole",
    "Status",
    "Talk",
    "TargetScope",
    "Task",
    "columns_of",
]

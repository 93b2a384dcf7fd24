"""What changed beside the rows of tasks and opinions: what the settings declare, who is who, the rules, the other sheets.

A change there changes the board as much as a row does (its title, its days, its lamps), so a preview that said nothing of it would
not be true.
"""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any

import pandas as pd

from lib.access import Disclosed, DisclosedPair, settings_lines
from lib.desk.tables import Table, table_of_rows
from lib.i18n import Language, text
from lib.i18n.formats import day, number
from lib.ingest.model import BoardSettings

_NAMED = {"title": "board_title", "year": "year", "as_of": "as_of"}
_SHEETS = ("organisation", "rules", "talks", "evaluation")
_OTHER = "other"


def changed_settings(pair: DisclosedPair, language: Language) -> Table:
    """One line for each thing that is not the same, with what it was and what it is."""
    old, new = _declared(pair.old_plan, language), _declared(pair.new_plan, language)
    rows = [(name, old.get(name, ""), new.get(name, "")) for name in dict.fromkeys((*old, *new)) if old.get(name, "") != new.get(name, "")]
    rows += [_sheet(name, pair, language) for name in _SHEETS if not _same(getattr(pair.old_plan, name), getattr(pair.new_plan, name))]
    headings = tuple((column, text(language, f"changes.settings.column.{column}")) for column in ("name", "old", "new"))
    return table_of_rows("changed_settings", text(language, "changes.settings.title"), headings, rows, ("old", "new"), "")


def _declared(side: Disclosed, language: Language) -> Mapping[str, str]:
    """Each thing that is declared, by its name in the reader's words."""
    said = {named: getattr(side, name) for name, named in _NAMED.items()}
    said |= {field.name: getattr(side.settings, field.name) for field in fields(BoardSettings) if field.name != _OTHER}
    worded = {text(language, f"changes.settings.{name}"): _words(value, language) for name, value in said.items()}
    return worded | dict(settings_lines(side.settings, side.audience))


def _words(value: Any, language: Language) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return text(language, f"changes.settings.{'yes' if value else 'no'}")
    if isinstance(value, date):
        return day(value, language, year=True)
    if isinstance(value, tuple):
        return text(language, "wording.join.list").join(str(each) for each in value)
    return str(value)


def _same(old: pd.DataFrame, new: pd.DataFrame) -> bool:
    """Whether two sheets say the same, wherever they stand in their workbook."""
    columns = [name for name in old.columns if name not in ("row", "sheet", "ref")]
    return len(old) == len(new) and old[columns].reset_index(drop=True).equals(new[columns].reset_index(drop=True))


def _sheet(name: str, pair: DisclosedPair, language: Language) -> tuple[str, str, str]:
    old, new = (len(getattr(side, name)) for side in (pair.old_plan, pair.new_plan))
    words = [text(language, "changes.settings.rows", n=rows, count=number(rows, language)) for rows in (old, new)]
    changed = text(language, "changes.settings.edited", rows=words[1]) if old == new else words[1]
    return (text(language, f"sheet_role.{name}"), words[0], changed)

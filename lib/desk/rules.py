"""The rules that a campaign makes, changes and abolishes (立改废), as a table."""

import pandas as pd

from lib.desk.tables import Table, table_of_rows
from lib.i18n import text
from lib.metrics.rules_made import RuleState
from lib.schema import Lamp, Rule, RuleAction, Status
from lib.wording import LampWords
from lib.wording import problems as wording


def rules_table(states: pd.DataFrame, lamps: LampWords) -> Table:
    """The rules, the overdue first and the cancelled last.

    Args:
        states: the rules with what each is on the day.
        lamps: the words of the states, in the reader's language.
    """
    language = lamps.language
    headings = tuple((name, text(language, f"board.rule.{name}")) for name in ("action", *(n for n in Rule if n != Rule.ACTION)))
    rows = [
        (
            action if pd.isna(meant) else wording.rule_action_label(RuleAction(meant), language),
            name,
            unit,
            due,
            _rule_state(status, late, lamps),
        )
        for action, meant, name, unit, due, status, late in zip(
            states[Rule.ACTION].fillna(""),
            states[RuleState.ACTION_MEANT],
            states[Rule.NAME],
            states[Rule.OWNER_UNIT].fillna(""),
            states[Rule.DUE_TEXT].fillna(""),
            states[Rule.STATUS],
            states[RuleState.IS_LATE],
            strict=True,
        )
    ]
    empty = text(language, "board.table.rules.empty")
    return table_of_rows("rules", text(language, "board.table.rules"), headings, rows, (Rule.NAME,), empty)


def _rule_state(status: object, late: bool, lamps: LampWords) -> str:
    if late:
        return text(lamps.language, "rules.overdue")
    meant = {
        Status.DONE: Lamp.DONE,
        Status.IN_PROGRESS: Lamp.IN_PROGRESS,
        Status.NOT_STARTED: Lamp.NOT_STARTED,
        Status.PAUSED: Lamp.PAUSED,
        Status.CANCELLED: Lamp.CANCELLED,
    }
    found = meant.get(Status(status)) if isinstance(status, str) else None
    return lamps.label(found or Lamp.NOT_REPORTED)

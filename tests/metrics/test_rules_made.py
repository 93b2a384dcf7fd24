"""立改废: what is made, changed, abolished, and how far."""

from datetime import date

import pandas as pd

from lib.ingest.frames import typed_frame
from lib.metrics.model import AsOf
from lib.metrics.rectification_model import RuleGroup, RulesMade
from lib.metrics.rules_made import rule_states, rules_made
from lib.schema import RuleAction, SheetRole

JUNE_10 = AsOf(date(2014, 6, 10), date(2014, 6, 10))


def rules(**columns: list[str | None]) -> pd.DataFrame:
    length = len(next(iter(columns.values()), []))
    return typed_frame(SheetRole.RULES, {"name": [f"办法{n}" for n in range(length)]} | columns, length)


def test_without_rules_nothing_is_late() -> None:
    assert rules_made(rule_states(rules(), 2014, JUNE_10)) == RulesMade((), 0, None, None)


def test_actions_are_understood_as_people_write_them_and_counted_apart() -> None:
    shown = rules_made(rule_states(rules(action=["立", "修订", "废 止", "Kept（继续执行）", "不明", None]), 2014, JUNE_10))

    assert [(group.action, group.total) for group in shown.groups] == [
        (RuleAction.MADE, 1),
        (RuleAction.CHANGED, 1),
        (RuleAction.ABOLISHED, 1),
        (RuleAction.KEPT, 1),
        (None, 2),
    ]
    assert (shown.done, shown.late) == (None, None)


def test_a_rule_is_late_after_the_last_day_of_its_deadline_unless_it_is_done_cancelled_or_not_reported() -> None:
    shown = rule_states(
        rules(
            action=["立"] * 6,
            due_text=["5月底前", "5月底前", "6月上旬", "5月底前", "5月底前", None],
            status=["in_progress", "done", "in_progress", "cancelled", None, "in_progress"],
        ),
        2014,
        JUNE_10,
    )

    assert rules_made(shown) == RulesMade((RuleGroup(RuleAction.MADE, 5, 1, 1),), 5, 1, 1, 1)
    assert shown["name"].tolist() == ["办法0", "办法1", "办法2", "办法4", "办法5", "办法3"]  # the cancelled one is shown, last


def test_late_rules_come_first_and_each_part_keeps_the_order_of_the_sheet() -> None:
    """Forty rules, every other one late: more than a sort keeps in order by luck."""
    shown = rule_states(rules(due_text=["5月底前", "9月"] * 20, status=["in_progress"] * 40), 2014, JUNE_10)

    assert shown["name"].tolist() == [f"办法{n}" for n in (*range(0, 40, 2), *range(1, 40, 2))]


def test_a_rule_without_a_name_is_none() -> None:
    assert rule_states(rules(name=[None, " ", "办法"]), 2014, JUNE_10)["name"].tolist() == ["办法"]

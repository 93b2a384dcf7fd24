"""The sheet of rules: what was made, changed and abolished, and how far that is."""

from lib.desk.opening import open_bundled
from lib.schema import Rule, Status
from lib.settings import Settings


def test_the_state_of_a_rule_is_read_as_that_of_a_task() -> None:
    rules = open_bundled(Settings()).workbook.rules

    assert rules[Rule.STATUS].value_counts().to_dict() == {Status.DONE: 14, Status.IN_PROGRESS: 2, Status.PAUSED: 2, Status.NOT_STARTED: 2}

"""Feedback as the head sees it: everything counts, so that a test of numbers need not speak of disclosure."""

from typing import Any

import pandas as pd

from lib.access import disclose
from lib.schema import Audience
from tests.builders import make_feedback, make_workbook, no_tasks


def shown_to_head(**facts: Any) -> pd.DataFrame:
    """Disclosed feedback rows, one a value."""
    return shown_to(Audience.HEAD, make_feedback(**facts))


def shown_to(audience: Audience, feedback: pd.DataFrame) -> pd.DataFrame:
    """The rows as an audience sees them."""
    return disclose(make_workbook(no_tasks(), feedback), audience).feedback

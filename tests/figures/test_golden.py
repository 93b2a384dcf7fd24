"""Every chart as described, against files that a person can read.

After a wished-for change: `PHASEBOARD_WRITE_GOLDEN=1 python -m pytest tests/figures/test_golden.py`, and read the difference.
"""

import os
from pathlib import Path

import pytest

from lib.figures.charts import CHARTS
from lib.figures.spec import to_json
from lib.i18n import Language
from tests.figures.boards import SUBJECTS

GOLDEN = Path(__file__).resolve().parent.parent / "golden"
LANGUAGE_OF = {"empty": Language.ZH, "one": Language.EN, "sample": Language.ZH, "plan_only": Language.EN, "huge": Language.ZH}


@pytest.mark.parametrize("subject", SUBJECTS)
@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_is_described_as_before(name: str, subject: str) -> None:
    chart = CHARTS[name]
    described = to_json(chart.build(SUBJECTS[subject][chart.needs], LANGUAGE_OF[subject]))
    path = GOLDEN / f"{name}.{subject}.json"
    if os.environ.get("PHASEBOARD_WRITE_GOLDEN"):
        path.write_text(described, encoding="utf-8")

    assert described == path.read_text(encoding="utf-8")


def test_no_golden_file_is_left_over() -> None:
    assert {path.name for path in GOLDEN.glob("*.json")} == {f"{name}.{subject}.json" for name in CHARTS for subject in SUBJECTS}

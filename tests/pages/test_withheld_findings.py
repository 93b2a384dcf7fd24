"""Whoever drops a workbook is told why words are missing from its findings, and where to see them."""

import pytest

from lib.ingest.model import Finding, Severity
from lib.ui import visitor
from tests.builders import make_feedback, make_workbook
from tests.pages.whole import run, words_of

SAID = "处不显示原文"
KEPT = make_workbook(
    feedback=make_feedback(1),
    findings=[Finding("status_unknown", Severity.WARNING, "意见建议", "K5", 5, "某人的原话", (("cell", "K5"), ("value", "某人的原话")))],
)


def test_where_nothing_is_kept_nothing_is_said() -> None:
    assert SAID not in words_of(run("data", make_workbook()))


def test_where_words_are_kept_the_way_to_them_is_told() -> None:
    words = words_of(run("data", KEPT))

    assert "“…”处不显示原文" in words
    assert "某人的原话" not in words


def test_who_may_not_take_the_marked_workbook_is_not_sent_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "下载标注好的工作簿" in words_of(run("data", KEPT))

    monkeypatch.setattr(visitor, "may_publish", lambda: False)
    words = words_of(run("data", KEPT))

    assert "“…”处不显示原文" in words
    assert "下载标注好的工作簿" not in words

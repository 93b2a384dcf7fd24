"""An empty installation greets who may publish with three choices, and nobody else."""

import pytest

from lib.identity import Identity, Role, SignIn
from lib.identity.model import ALL_BOARDS
from lib.ui import gate
from tests.builders import make_workbook
from tests.pages.whole import FRONT, PAGE, run, words_of

GREETING = "从这里开始"


def test_the_front_page_offers_dropping_the_template_and_the_sample():
    app = run(FRONT, None)

    assert GREETING in words_of(app)
    assert [field.proto.label for field in app.get("file_uploader")] == ["放入本单位的工作簿：读完先由您核对，不会自动发布"]
    assert [button.proto.label for button in app.get("download_button")] == ["下载空白模板"]
    assert "先看示例" in [button.label for button in app.button]


def test_it_is_put_away_by_a_click_and_stays_away():
    app = run(FRONT, None)
    next(button for button in app.button if button.label == "先看示例").click().run()

    assert GREETING not in words_of(app)
    assert GREETING not in words_of(app.run())


@pytest.mark.parametrize("page", [page for page in PAGE if page != FRONT])
def test_no_other_page_greets(page: str):
    assert GREETING not in words_of(run(page, None))


def test_a_draft_is_not_greeted():
    assert GREETING not in words_of(run(FRONT, make_workbook()))


@pytest.mark.parametrize("role", [Role.VIEWER, Role.LEADER, Role.HEAD])
def test_who_may_not_publish_is_not_greeted(role: Role, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(
        gate,
        "of_session",
        lambda: Identity("somebody", "somebody", SignIn.PASSWORD, roles=frozenset({role}), boards=frozenset({ALL_BOARDS})),
    )
    words = words_of(run(FRONT, None))

    assert "24项任务" in words
    assert GREETING not in words

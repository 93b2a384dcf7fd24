"""催办单 on the page: nothing before a unit is chosen, then its text as it can be copied."""

from streamlit.testing.v1 import AppTest


def _page() -> None:
    from types import SimpleNamespace

    from lib.i18n import Language
    from lib.ui.reminders import show_reminders
    from tests.exports.reports import board_of, sample

    show_reminders(
        SimpleNamespace(board=board_of(sample()), opened=sample(), filters="", language=Language.ZH, audience="public", code=None)
    )


def _empty_page() -> None:
    from types import SimpleNamespace

    from lib.i18n import Language
    from lib.ui.reminders import show_reminders
    from tests.builders import make_workbook, no_tasks
    from tests.exports.reports import board_of, opened

    book = opened(make_workbook(no_tasks()))
    show_reminders(SimpleNamespace(board=board_of(book), opened=book, filters="", language=Language.ZH, audience="public", code=None))


def test_where_no_unit_owes_anything_nothing_is_shown():
    page = AppTest.from_function(_empty_page, default_timeout=60).run()

    assert not page.exception
    assert len(page.selectbox) == 0


def test_the_text_comes_when_a_unit_is_chosen():
    page = AppTest.from_function(_page, default_timeout=60).run()
    before = len(page.code)
    page.selectbox[0].select("活动办公室").run()

    assert not page.exception
    assert before == 0
    assert page.code[0].value.startswith("活动办公室：\n截至2014年6月10日，")
    assert "〔7〕制定集中学习计划并组织实施：5月31日到期，已过10天" in page.code[0].value

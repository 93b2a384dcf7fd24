"""Every page, with every sort of workbook, in both languages, as each audience: no fault, one conclusion, no key left bare."""

import pytest

from lib.desk.opening import Opened
from lib.errors import Refused, SettingInvalid
from lib.i18n import Language
from lib.ingest.model import BoardSettings, Workbook
from lib.schema import Audience
from lib.ui import cache
from lib.ui.session import Key
from tests.builders import make_feedback, make_tasks, make_workbook
from tests.pages.whole import PAGE, arrived, charts_of, markup_of, run, visitor, words_of

WORKBOOKS: dict[str, Workbook | None] = {
    "sample": None,
    "plan only": make_workbook(tasks=make_tasks(count=3, status=None)),
    "headers without rows": make_workbook(tasks=make_tasks(count=0), feedback=make_feedback(count=0)),
    "one task": make_workbook(tasks=make_tasks(count=1)),
    "feedback only": make_workbook(tasks=make_tasks(count=0), feedback=make_feedback(count=7)),
    "ledger only": make_workbook(tasks=make_tasks(count=0), feedback=make_feedback(role="rectification", status=["open", "closed"])),
    "nothing dated": make_workbook(tasks=make_tasks(count=4, due_text="待定")),
    "no year": make_workbook(tasks=make_tasks(count=2, year=None), year=None),
    "hostile text": make_workbook(
        title="<script>alert(1)</script>",
        tasks=make_tasks(task="<img src=x onerror=alert(1)> [a](javascript:1) $x^2$ =1+1", owner_unit="<b>甲</b>"),
    ),
}


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("workbook", WORKBOOKS)
@pytest.mark.parametrize("page", PAGE)
def test_a_page_is_drawn_whatever_the_workbook(page: str, workbook: str, language: Language) -> None:
    app = run(page, WORKBOOKS[workbook], language)

    assert not app.exception
    assert not app.error
    assert markup_of(app).count('class="pb-conclusion"') == 1
    assert "⟦" not in words_of(app)


@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("page", PAGE)
def test_a_page_is_drawn_for_each_audience(page: str, audience: Audience) -> None:
    app = run(page, None, audience=audience)

    assert not app.exception
    assert not app.error


@pytest.mark.parametrize("page", PAGE)
def test_text_from_a_workbook_is_never_markup(page: str) -> None:
    body = markup_of(run(page, WORKBOOKS["hostile text"]))

    assert "<img src=x" not in body
    assert "<b>甲" not in body
    assert "<script>alert" not in body


def test_a_plan_without_progress_invents_no_zero() -> None:
    words = words_of(run("overview", WORKBOOKS["plan only"]))

    assert "均未填报进度" in words
    assert "没有逾期任务" not in words
    assert "未填报" in words


def test_a_ledger_alone_is_concluded_from_drawn_and_taken_to_a_meeting() -> None:
    overview, meeting = (run(page, WORKBOOKS["ledger only"]) for page in ("overview", "meeting"))

    assert "整改问题2个，整改完成率50%，销号率50%；未完成1个。" in markup_of(overview)
    assert "未筛选，共2个整改问题。" in markup_of(overview)
    assert [chart["name"] for chart in charts_of(overview)] == ["rectification_by_category"]
    assert "没有意见建议" not in words_of(overview)
    assert "整改问题2个" in markup_of(meeting).partition("pb-outline")[2]


def test_the_lamps_of_tasks_are_explained_where_there_are_tasks_alone() -> None:
    ledger, plan = (markup_of(run("tasks", WORKBOOKS[name])) for name in ("ledger only", "one task"))

    assert "灯号规则" in plan
    assert "灯号规则" not in ledger


def test_of_a_ledger_alone_no_count_of_opinions_is_shown() -> None:
    app = run("feedback", WORKBOOKS["ledger only"])

    assert "工作簿里没有意见建议" in markup_of(app)
    assert 'class="pb-figure"' not in markup_of(app)
    assert [chart["name"] for chart in charts_of(app)] == ["rectification_by_category"]


def test_a_workbook_without_a_year_asks_for_it_and_counts_nothing_as_due() -> None:
    app = run("overview", WORKBOOKS["no year"])

    assert len(app.number_input) == 1
    assert "待定" in words_of(app)


def test_each_page_is_one_of_its_own_and_sample_data_are_marked_on_all() -> None:
    words = {page: words_of(run(page, None)) for page in PAGE}

    assert len(set(words.values())) == len(PAGE)
    assert [page for page, said in words.items() if "示例数据" not in said] == []


def test_a_workbook_of_ones_own_is_not_marked_as_a_sample() -> None:
    own = make_workbook(tasks=make_tasks(count=1), settings=BoardSettings())

    assert "示例数据" not in words_of(run("overview", own))


def test_a_bundled_workbook_that_cannot_be_read_is_said_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> Opened:
        raise Refused("missing_file", file="plan.xlsx")

    monkeypatch.setattr(cache, "bundled", refuse)

    for page in PAGE:
        app = run(page, None)

        assert not app.exception
        assert "plan.xlsx" in words_of(app).replace("\\", "")  # where it stands in markup, its signs are none


@pytest.mark.parametrize("language", Language)
def test_a_refused_file_is_one_sentence_and_the_board_stays(language: Language) -> None:
    app = visitor()
    app.session_state[Key.LANGUAGE] = language
    app.session_state[Key.REFUSED] = Refused("encrypted", file="计划.xlsx")
    arrived(app, "data")

    assert not app.exception
    said = [error.value.replace("\\", "") for error in app.error]  # shown letter by letter, which Markdown needs marks for
    assert [words for words in said if "计划.xlsx" in words and "⟦" not in words]
    assert "24" in words_of(app)


@pytest.mark.parametrize(
    ("code", "facts"), [("not_a_number", {"name": "max_file_mb", "value": "many"}), ("unreadable_file", {"file": "secrets.toml"})]
)
def test_a_setting_that_cannot_be_meant_is_named_on_the_page(code: str, facts: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    def invalid() -> None:
        raise SettingInvalid(code, **facts)

    monkeypatch.setattr("lib.ui.frame.settings", invalid)
    app = visitor().run()

    assert not app.exception
    assert all(fact in words_of(app) for fact in facts.values())


def test_a_start_without_anything_to_show_is_no_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> Opened:
        raise Refused("missing_file", file="plan.xlsx")

    monkeypatch.setattr(cache, "bundled", refuse)

    assert cache.warm() is None

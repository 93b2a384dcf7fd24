"""Every page, with every sort of workbook, in both languages, as each audience: no fault, one conclusion, no key left bare."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from lib.desk.opening import Opened
from lib.errors import Refused, SettingInvalid
from lib.i18n import Language
from lib.ingest.model import BoardSettings, Workbook
from lib.schema import Audience
from lib.ui import cache
from lib.ui.frame import PAGES
from lib.ui.session import Key
from tests.builders import make_feedback, make_tasks, make_workbook

ROOT = Path(__file__).resolve().parents[2]
SHELL = str(ROOT / "lib" / "ui" / "shell.py")

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


FILES = [str(ROOT / "pages" / file) for _, file in PAGES]
OVERVIEW = FILES[0]


def run(file: str, workbook: Workbook | None, language: Language = Language.ZH, audience: Audience = Audience.PUBLIC) -> AppTest:
    """One page drawn with one workbook in one session."""
    app = AppTest.from_file(SHELL, default_timeout=60)
    app.session_state[Key.LANGUAGE] = language
    app.session_state[Key.AUDIENCE] = audience
    if workbook is not None:
        app.session_state[Key.OPENED] = Opened(workbook, f"{id(workbook):x}", workbook.file_name)
    app.run()
    return app.switch_page(file).run()


def markup_of(app: AppTest) -> str:
    """All our own markup on the page."""
    return "\n".join(element.proto.body for element in app.get("html"))


def charts_of(app: AppTest) -> list[dict[str, Any]]:
    """Every chart on the page as the browser is told of it, with its title and notes."""
    sheets = [json.loads(each.proto.bytes) for each in app.get("bidi_component") if each.proto.component_name == "phaseboard_charts"]
    return [chart for sheet in sheets for row in sheet["rows"] for column in row for chart in column["charts"]]


def words_around_charts(app: AppTest) -> str:
    """Titles, definitions and notes of the charts on the page."""
    return "\n".join(str([chart.get(part, "") for part in ("title", "subtitle", "meanings", "notes")]) for chart in charts_of(app))


def words_of(app: AppTest) -> str:
    """Everything on the page that is text."""
    plain = [words_around_charts(app)]
    plain += [str(getattr(element, "value", "")) for kind in ("caption", "markdown", "error", "button") for element in app.get(kind)]
    return re.sub(r"<style>.*?</style>", "", markup_of(app), flags=re.S) + "\n".join(plain)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("workbook", WORKBOOKS)
@pytest.mark.parametrize("file", FILES, ids=lambda file: Path(file).stem)
def test_a_page_is_drawn_whatever_the_workbook(file: str, workbook: str, language: Language) -> None:
    app = run(file, WORKBOOKS[workbook], language)

    assert not app.exception
    assert not app.error
    assert markup_of(app).count('class="pb-conclusion"') == 1
    assert "⟦" not in words_of(app)


@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("file", FILES, ids=lambda file: Path(file).stem)
def test_a_page_is_drawn_for_each_audience(file: str, audience: Audience) -> None:
    app = run(file, None, audience=audience)

    assert not app.exception
    assert not app.error


@pytest.mark.parametrize("file", FILES, ids=lambda file: Path(file).stem)
def test_text_from_a_workbook_is_never_markup(file: str) -> None:
    body = markup_of(run(file, WORKBOOKS["hostile text"]))

    assert "<img src=x" not in body
    assert "<b>甲" not in body
    assert "<script>alert" not in body


def test_a_plan_without_progress_invents_no_zero() -> None:
    words = words_of(run(OVERVIEW, WORKBOOKS["plan only"]))

    assert "均未填报进度" in words
    assert "没有逾期任务" not in words
    assert "未填报" in words


def test_a_ledger_alone_is_concluded_from_drawn_and_taken_to_a_meeting() -> None:
    overview, meeting = (run(file, WORKBOOKS["ledger only"]) for file in (OVERVIEW, FILES[4]))

    assert "整改问题2个，整改完成率50%，销号率50%；未完成1个。" in markup_of(overview)
    assert "未筛选，共2个整改问题。" in markup_of(overview)
    assert [chart["name"] for chart in charts_of(overview)] == ["rectification_by_category"]
    assert "没有意见建议" not in words_of(overview)
    assert "整改问题2个" in markup_of(meeting).partition("pb-outline")[2]


def test_the_lamps_of_tasks_are_explained_where_there_are_tasks_alone() -> None:
    ledger, plan = (markup_of(run(FILES[1], WORKBOOKS[name])) for name in ("ledger only", "one task"))

    assert "灯号规则" in plan
    assert "灯号规则" not in ledger


def test_of_a_ledger_alone_no_count_of_opinions_is_shown() -> None:
    app = run(FILES[2], WORKBOOKS["ledger only"])

    assert "工作簿里没有意见建议" in markup_of(app)
    assert 'class="pb-figure"' not in markup_of(app)
    assert [chart["name"] for chart in charts_of(app)] == ["rectification_by_category"]


def test_a_workbook_without_a_year_asks_for_it_and_counts_nothing_as_due() -> None:
    app = run(OVERVIEW, WORKBOOKS["no year"])

    assert len(app.number_input) == 1
    assert "待定" in words_of(app)


def test_sample_data_are_marked_on_every_page() -> None:
    assert [file for file in FILES if "示例数据" not in words_of(run(file, None))] == []


def test_a_workbook_of_ones_own_is_not_marked_as_a_sample() -> None:
    own = make_workbook(tasks=make_tasks(count=1), settings=BoardSettings())

    assert "示例数据" not in words_of(run(OVERVIEW, own))


def test_a_bundled_workbook_that_cannot_be_read_is_said_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> Opened:
        raise Refused("missing_file", file="plan.xlsx")

    monkeypatch.setattr(cache, "bundled", refuse)

    for file in FILES:
        app = run(file, None)

        assert not app.exception
        assert "plan.xlsx" in words_of(app)


@pytest.mark.parametrize("language", Language)
def test_a_refused_file_is_one_sentence_and_the_board_stays(language: Language) -> None:
    app = AppTest.from_file(SHELL, default_timeout=60)
    app.session_state[Key.LANGUAGE] = language
    app.session_state[Key.REFUSED] = Refused("encrypted", file="计划.xlsx")
    app = app.run().switch_page(FILES[-1]).run()

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
    app = AppTest.from_file(SHELL, default_timeout=60).run()

    assert not app.exception
    assert all(fact in words_of(app) for fact in facts.values())


def test_a_start_without_anything_to_show_is_no_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> Opened:
        raise Refused("missing_file", file="plan.xlsx")

    monkeypatch.setattr(cache, "bundled", refuse)

    assert cache.warm() is None

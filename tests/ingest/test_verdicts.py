"""What a checker says in a column of its own: what is not accepted is sent back, though its unit calls it done."""

import pandas as pd
import pytest

from lib.i18n import LANGUAGES, Language
from lib.ingest.verdicts import Verdict, is_silent, verdict_of
from tests.ingest.raw import cells, codes, read_rows

HEAD = ["序号", "存在问题", "整改措施", "整改情况", "验收意见"]


def ledger(*said: tuple[str, str], header: str = "验收意见"):
    rows = [[n, f"问题{n}", "整改", state, verdict] for n, (state, verdict) in enumerate(said, 1)]
    return read_rows([["整改验收台账"], [*HEAD[:-1], header], *rows])


def opinions(workbook, name: str) -> list[object]:
    return [None if pd.isna(value) else value for value in workbook.feedback[name]]


def facts(workbook, code: str) -> list[dict[str, object]]:
    return [dict(each.facts) for each in workbook.findings if each.code == code]


@pytest.mark.parametrize(
    ("written", "verdict"),
    [
        *(
            (each, Verdict.PASSED)
            for each in [
                "合格",
                "通过",
                "同意",
                "验收合格",
                "通过验收",
                "已整改到位",
                "复查合格",
                "符合要求",
                "√",
                "Accepted",
                "经现场复查合格",
            ]
        ),
        *((each, Verdict.PASSED) for each in ("张某某，合格", "合格（张某某）", "合格2014.5.16", "2014年5月16日复查合格", "同意 张某某")),
        *((each, Verdict.MAY_CLOSE) for each in ["同意销号", "已销号", "予以销号", "可以销号", "验收组一致同意销号"]),
        *(
            (each, Verdict.SENT_BACK)
            for each in [
                "不合格",
                "不通过",
                "未通过",
                "不同意",
                "不予销号",
                "退回",
                "退回整改",
                "重新整改",
                "继续整改",
                "返工",
                "整改不到位",
            ]
        ),
        *(
            (each, Verdict.SENT_BACK)
            for each in ("不合格，防护罩固定不牢，重新整改", "不同意销号，继续整改", "安环部：不合格", "Not accepted", "复查后不合格")
        ),
        *(
            (each, Verdict.UNCLEAR)
            for each in (
                "基本合格",
                "部分合格",
                "不合格，已重新整改，复查合格",
                "重新整改后合格",
                "不合格，已重新整改",
                "合格，1处未整改完",
            )
        ),
        *((each, None) for each in ("张某某", "安环部", "王科长", "待复查", "未销号", "质检科", "2014.5.16", "情况属实", "是", "", 3)),
    ],
)
def test_what_a_cell_says(written: object, verdict: Verdict | None):
    assert verdict_of(written) is verdict  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "header", ["验收意见", "核查意见", "复核意见", "复核结论", "复查结果", "复查情况", "验收结果", "验收情况", "整改复查结果"]
)
def test_what_its_checker_did_not_accept_is_sent_back_and_said_once(header: str):
    workbook = ledger(("已整改", "合格"), ("已整改", "不合格，重新整改"), ("完成", "退回"), ("已整改", ""), header=header)

    assert opinions(workbook, "status") == ["done_unchecked", "returned", "returned", "done_unchecked"]
    assert opinions(workbook, "verdict") == ["合格", "不合格，重新整改", "退回", None]
    assert facts(workbook, "verdict_sent_back") == [{"count": 2, "column": header}]
    assert cells(workbook, "verdict_sent_back") == ["E4"]
    assert cells(workbook, "verdict_passed") == ["E3"]


def test_what_passed_is_done_as_the_same_word_in_a_state_cell_and_no_closing():
    workbook = ledger(("已整改", "验收合格"), ("验收合格", ""), ("已整改", "同意销号"))

    assert opinions(workbook, "status") == ["done_unchecked", "done_unchecked", "closed"]
    assert (cells(workbook, "verdict_passed"), cells(workbook, "verdict_closed")) == (["E3"], ["E5"])


def test_a_verdict_gives_the_state_that_is_left_blank():
    assert opinions(ledger(("", "合格"), ("", "不合格"), ("", "同意销号"), ("", "待复查")), "status") == [
        "done_unchecked",
        "returned",
        "closed",
        "not_reported",
    ]


@pytest.mark.parametrize(("state", "verdict", "kept"), [("整改中", "合格", "in_progress"), ("已销号", "不合格", "closed")])
def test_where_verdict_and_state_are_at_odds_the_state_holds_and_it_is_said(state: str, verdict: str, kept: str):
    workbook = ledger(("已整改", "合格"), (state, verdict))

    assert opinions(workbook, "status")[1] == kept
    assert cells(workbook, "verdict_against_status") == ["E4"]


def test_what_is_still_open_and_not_accepted_stays_open():
    workbook = ledger(("整改中", "不合格"), ("已整改", "合格"))

    assert opinions(workbook, "status") == ["in_progress", "done_unchecked"]
    assert "verdict_against_status" not in codes(workbook)


def test_names_stay_names():
    workbook = ledger(("已整改", "张某某"), ("已整改", "安环部"), ("已整改", "2014.5.16"))

    assert opinions(workbook, "checked_by") == ["张某某", "安环部", "2014.5.16"]
    assert opinions(workbook, "verdict") == [None, None, None]
    assert codes(workbook) == ["no_tasks", "words_kept_back"]


def test_a_verdict_beside_the_name_of_the_checker_counts():
    workbook = ledger(("已整改", "张某某，合格"), ("已整改", "李某某（不合格）"), ("已整改", "王某某"), header="复核人")

    assert opinions(workbook, "status") == ["done_unchecked", "returned", "done_unchecked"]
    assert opinions(workbook, "checked_by") == ["张某某，合格", "李某某（不合格）", "王某某"]
    assert facts(workbook, "verdict_sent_back") == [{"count": 1, "column": "复核人"}]


def test_the_name_and_the_verdict_may_stand_in_columns_of_their_own():
    rows = [["序号", "隐患描述", "整改措施", "整改情况", "复查人", "复查结果"], [1, "缺罩", "加装", "已整改", "安环部", "不合格"]]
    workbook = read_rows(rows)

    assert (opinions(workbook, "checked_by"), opinions(workbook, "verdict")) == (["安环部"], ["不合格"])
    assert opinions(workbook, "status") == ["returned"]


def test_what_cannot_be_read_as_a_verdict_is_said_with_its_cells():
    workbook = ledger(("已整改", "合格"), ("已整改", "基本合格"), ("已整改", "×"), ("已整改", "——"), ("已整改", "待复查"))

    assert facts(workbook, "verdict_unread") == [{"count": 2, "column": "验收意见", "cells": "E4、E5"}]
    assert set(opinions(workbook, "status")) == {"done_unchecked"}


def test_what_an_investigation_found_is_no_verdict_and_like_no_reply():
    workbook = ledger(("已整改", "经查，反映属实"), ("已整改", "部分属实"), header="核查情况")
    near = ledger(("已整改", "已到现场看过"), ("已整改", "灭火器已更换"), header="复查情况")

    assert "verdict_unread" not in codes(workbook)
    assert facts(near, "header_near") == [{"near": "复核结果"}]


def test_a_closing_that_is_refused_sends_back_too():
    workbook = ledger(("已整改", "不同意销号，继续整改"), ("已整改", "已销号"), ("已整改", "未销号"), header="销号情况")

    assert opinions(workbook, "status") == ["returned", "closed", "done_unchecked"]
    assert cells(workbook, "verdict_sent_back") == ["E3"]


def test_what_was_sent_back_is_closed_by_no_other_column():
    rows = [[*HEAD, "是否销号"], [1, "甲", "整改", "已整改", "不合格", "是"], [2, "乙", "整改", "已整改", "合格", "是"]]
    workbook = read_rows(rows)

    assert opinions(workbook, "status") == ["returned", "closed"]
    assert cells(workbook, "closed_against_status") == ["F2"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_findings_are_sentences(language: Language):
    workbook = ledger(("已整改", "合格"), ("已整改", "不合格"), ("已整改", "同意销号"), ("整改中", "合格"), ("已整改", "基本合格"))
    said = [each.message(language) for each in workbook.findings if each.code.startswith("verdict_")]

    assert len(said) == 5
    assert not any("{" in each or "verdict_" in each for each in said)


def test_a_dash_and_what_waits_are_silent():
    assert all(map(is_silent, ("", "——", "/", "待验收", "正在复查", "2014.5.16", None)))
    assert not any(map(is_silent, ("已看过", "合格", "×")))

"""Entries of the audit in words."""

from datetime import UTC, datetime

from lib.desk import auditing
from lib.i18n import Language
from lib.store import AuditAction, AuditEntry, AuditEvent


def detail_of(**detail: str) -> str:
    event = AuditEvent(datetime(2014, 6, 10, 8, tzinfo=UTC), "office", AuditAction.PUBLISHED, "", "school", 2, detail)
    return auditing.row(AuditEntry(1, event, "", ""), Language.ZH).detail


def test_an_entry_without_details_says_none() -> None:
    assert detail_of() == ""


def test_counts_have_their_thousands_apart() -> None:
    assert detail_of(feedback="100000", tasks="24") == "意见和问题数：100,000；任务数：24"


def test_an_account_a_year_and_a_version_stay_as_they_are_though_they_be_digits() -> None:
    assert detail_of(account="20140610") == "账号：20140610"
    assert detail_of(year="2014") == "年份：2014"
    assert detail_of(restored_from="1024") == "恢复自版本：1024"


def test_a_count_that_is_none_stays_as_it_is() -> None:
    assert detail_of(tasks="?") == "任务数：?"

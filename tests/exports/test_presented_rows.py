"""A meeting is shown as many rows of a table as fill a few screens, fewer where they are long, and always one."""

from lib.exports.presented_rows import presented_rows
from tests.exports.reports import written_table


def table_of(rows: int, words: str):
    return written_table([(str(n), words) for n in range(rows)], ("序号", "任务"), ("任务",))


def test_short_rows_fill_a_few_screens():
    assert presented_rows(table_of(369, "制定方案")) == 48
    assert presented_rows(table_of(100_000, "制定方案")) == 48


def test_of_long_rows_there_are_fewer():
    assert presented_rows(table_of(369, "制定方案" * 14)) == 24
    assert presented_rows(table_of(369, "一\n二\n三")) == 16
    assert presented_rows(table_of(369, "意见" * 5_000)) == 4


def test_a_table_a_little_longer_is_shown_whole_and_so_is_one_without_rows_or_sentences():
    assert presented_rows(table_of(60, "制定方案")) == 60
    assert presented_rows(table_of(61, "制定方案")) == 48
    assert presented_rows(table_of(0, "")) == 0
    assert presented_rows(written_table([("1", "2")] * 70, ("序号", "数"))) == 48

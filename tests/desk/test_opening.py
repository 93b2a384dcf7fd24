"""Opening a file: what was given by hand is kept with it and is part of its version's name."""

import pytest

from lib.desk.opening import open_bundled, open_file, version_of
from lib.errors import Refused
from lib.ingest.model import ColumnChoice
from lib.settings import Settings

PLAN = "工作内容,时限,抓总\n制定方案,3月,办公室\n".encode()
CHOICE = ColumnChoice("tasks", "抓总", "owner_unit")


def test_the_columns_mapped_by_hand_reach_the_reader_and_are_kept():
    opened = open_file(PLAN, "计划.csv", Settings(), year=2014, columns=[CHOICE])

    assert opened.columns == (CHOICE,)
    assert opened.workbook.tasks["owner_unit"].tolist() == ["办公室"]


def test_the_same_bytes_with_other_columns_are_another_version():
    assert version_of(PLAN, 2014, (CHOICE,)) != version_of(PLAN, 2014)
    assert version_of(PLAN, 2014, ()) == version_of(PLAN, 2014)


def test_a_bundled_workbook_that_is_not_there_is_named():
    with pytest.raises(Refused) as refused:
        open_bundled(Settings(workbook="data/不在.xlsx"))

    assert (refused.value.code, refused.value.facts) == ("missing_file", {"file": "不在.xlsx"})

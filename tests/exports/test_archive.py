"""Files bound into one: names that every file system takes, and the same bytes for the same files."""

import io
import zipfile

import pytest

from lib.exports.archive import plain_name, zipped


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("", ""),
        ("..", ""),
        ("教务处 / 总务处", "教务处_总务处"),
        ('a\\b:c*d?"<e>|f\n', "a_b_c_d_e_f"),
        ("CON", "_CON"),
        ("nul.2014", "_nul.2014"),
        ("COM1", "_COM1"),
        ("Console", "Console"),
        ("计划\u202excod.exe", "计划_xcod.exe"),
        ("甲\ud800乙", "甲_乙"),
        ("长" * 80, "长" * 60),
    ],
)
def test_a_title_becomes_a_name_that_every_file_system_takes(title: str, name: str):
    assert plain_name(title) == name


def test_an_archive_of_nothing_opens():
    with zipfile.ZipFile(io.BytesIO(zipped([]))) as archive:
        assert archive.namelist() == []


def test_names_that_meet_in_any_case_are_numbered_and_equal_files_give_equal_bytes():
    files = [("Office", ".txt", b"1"), ("office", ".txt", b"2"), ("office", ".ics", b"3")]

    with zipfile.ZipFile(io.BytesIO(zipped(files))) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == {"Office.txt": b"1", "office_2.txt": b"2", "office.ics": b"3"}
    assert zipped(files) == zipped(files)

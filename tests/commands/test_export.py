"""`python -m lib export`: what a weekly task finds in its folder, and what it reads where nothing was made."""

import csv
import io
import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest

from lib.commands import export, publish
from lib.commands.export import ENDINGS, write_whole
from lib.desk.reporting import SECTIONS
from lib.desk.shelf import MEETING_SECTIONS, open_shelf
from lib.errors import Refused
from lib.settings import settings
from lib.store import Action
from tests.commands.test_publish import run
from tests.exports.test_calendar import parsed

PLAN = (
    "2014年工作安排,,,,\n序号,工作内容,责任部门,完成时限,状态\n"
    "1,动员大会,办公室,3月中旬,已完成\n2,学习研讨,教务处,4月底前,进行中\n3,总结,办公室,8月,未启动\n"
)


@pytest.fixture(autouse=True)
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A database of the test's own, and a day that does not pass."""
    path = tmp_path / "kept" / "board.db"
    monkeypatch.setenv("PHASEBOARD_DATABASE_URL", str(path))
    monkeypatch.setenv("PHASEBOARD_TODAY", "2014-06-10")
    settings.cache_clear()
    yield path
    settings.cache_clear()


@pytest.fixture
def plan(tmp_path: Path) -> str:
    """A plan of three tasks of two units."""
    path = tmp_path / "plan.csv"
    path.write_text(PLAN, encoding="utf-8")
    return str(path)


def made(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    """The exit code and what was said."""
    code = run(export, *words)
    return code, capsys.readouterr().out


def sheets(path: Path) -> dict[str, list[list[object]]]:
    """A workbook's sheets as rows."""
    return {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in openpyxl.load_workbook(path)}


def test_a_folder_gets_every_kind_of_file_named_by_board_day_and_version(capsys, plan: str, tmp_path: Path):
    code, said = made(capsys, plan, "--to", f"{tmp_path}/out/")
    names = sorted(path.name for path in (tmp_path / "out").iterdir())

    assert code == 0
    assert names == sorted(f"2014年工作安排_2014-06-10_草稿{ending}" for ending in ENDINGS)
    assert all(name in said for name in names)
    assert "公示" in said


def test_the_ending_says_what_is_made_in_any_case(capsys, plan: str, tmp_path: Path):
    assert made(capsys, plan, "--to", str(tmp_path / "周报.XLSX"))[0] == 0
    assert "全部任务" in sheets(tmp_path / "周报.XLSX")


def test_the_tables_come_as_a_zip_of_separated_values(capsys, plan: str, tmp_path: Path):
    assert made(capsys, plan, "--to", str(tmp_path / "t.csv.zip"), "--sections", "tasks")[0] == 0
    with zipfile.ZipFile(tmp_path / "t.csv.zip") as archive:
        rows = list(csv.reader(io.StringIO(archive.read(archive.namelist()[1]).decode("utf-8-sig"))))

    assert [row[rows[0].index("工作内容及要求")] for row in rows[1:]] == ["动员大会", "学习研讨", "总结"]


def test_sections_stand_in_the_order_asked_for(capsys, plan: str, tmp_path: Path):
    made(capsys, plan, "--to", str(tmp_path / "a.xlsx"), "--sections", "tasks, late")

    assert list(sheets(tmp_path / "a.xlsx")) == ["说明", "全部任务", "逾期任务"]


def test_day_and_language_are_arguments(capsys, plan: str, tmp_path: Path):
    code, said = made(capsys, plan, "--to", str(tmp_path / "a.xlsx"), "--as-of", "2014-04-30", "--lang", "en", "--sections", "late,tasks")
    about = sheets(tmp_path / "a.xlsx")["About"]

    assert (code, said) == (0, "1 file made: a.xlsx (audience: Public; As of 30 Apr 2014).\n")
    assert [
        "Overdue tasks",
        "As of 30 Apr, no task is known to be overdue; of 1 more that is due it is not known whether it is overdue.",
    ] in about


def test_one_unit_alone_and_the_file_says_so(capsys, plan: str, tmp_path: Path):
    made(capsys, plan, "--to", str(tmp_path / "a.xlsx"), "--unit", "教务处", "--sections", "tasks")
    read = sheets(tmp_path / "a.xlsx")

    assert [row[2] for row in read["全部任务"][3:] if isinstance(row[1], int)] == ["学习研讨"]
    assert any(row[0] == "筛选" and "教务处" in str(row[1]) for row in read["说明"])


def test_a_calendar_holds_the_open_deadlines_of_all_units_or_of_one(capsys, plan: str, tmp_path: Path):
    made(capsys, plan, "--to", str(tmp_path / "all.ics"))
    made(capsys, plan, "--to", str(tmp_path / "one.ics"), "--unit", "办公室")
    found = {name: [event["SUMMARY"] for event in parsed((tmp_path / f"{name}.ics").read_bytes())] for name in ("all", "one")}

    assert found == {"all": ["3 总结", "2 学习研讨"], "one": ["3 总结"]}


def test_without_an_open_deadline_there_is_no_calendar_and_a_folder_does_without(capsys, tmp_path: Path):
    path = tmp_path / "done.csv"
    path.write_text(PLAN.replace("进行中", "已完成").replace("未启动", "已完成"), encoding="utf-8")

    assert made(capsys, str(path), "--to", str(tmp_path / "a.ics"))[0] == 2
    assert not (tmp_path / "a.ics").exists()
    made(capsys, str(path), "--to", f"{tmp_path}/out/", "--sections", "tasks")
    assert not list((tmp_path / "out").glob("*.ics"))


def test_a_published_board_is_exported_and_the_log_says_what_for_whom_and_nothing_more(capsys, plan: str, tmp_path: Path):
    run(publish, plan)
    capsys.readouterr()
    code, _ = made(capsys, "--board", "main", "--to", str(tmp_path / "a.xlsx"), "--audience", "circle")
    with closing(open_shelf(settings())) as shelf:
        entry = shelf.log("main")[0]

    assert code == 0
    assert (entry.action, entry.version, dict(entry.detail)) == (Action.EXPORT, 1, {"kind": ".xlsx", "audience": "circle"})


def test_the_log_names_the_files_that_were_written_and_no_other(capsys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "done.csv"
    path.write_text(PLAN.replace("进行中", "已完成").replace("未启动", "已完成"), encoding="utf-8")
    run(publish, str(path))
    capsys.readouterr()
    made(capsys, "--board", "main", "--to", f"{tmp_path}/out/", "--sections", "tasks")
    whole = export.write_whole
    monkeypatch.setattr(export, "write_whole", lambda place, content: whole(place if place.suffix != ".docx" else path / "x", content))
    code, _ = made(capsys, "--board", "main", "--to", f"{tmp_path}/more/", "--sections", "tasks")
    with closing(open_shelf(settings())) as shelf:
        entries = shelf.log("main")[:2]

    assert code == 2
    assert [dict(entry.detail)["kind"] for entry in entries] == [".html .pptx", ".html .pptx .docx .xlsx .csv.zip"]


def test_a_board_is_exported_with_the_sections_that_it_keeps_unless_others_are_asked_for(capsys, plan: str, tmp_path: Path):
    run(publish, plan)
    with closing(open_shelf(settings())) as shelf:
        shelf.remember_choice("main", MEETING_SECTIONS, "tasks,gone,late", who="办公室", when=datetime(2014, 6, 10, tzinfo=UTC))
    made(capsys, "--board", "main", "--to", str(tmp_path / "a.xlsx"))
    made(capsys, "--board", "main", "--to", str(tmp_path / "b.xlsx"), "--sections", "late")

    assert list(sheets(tmp_path / "a.xlsx")) == ["说明", "全部任务", "逾期任务"]
    assert list(sheets(tmp_path / "b.xlsx")) == ["说明", "逾期任务"]


def test_an_earlier_version_is_exported_as_that_version(capsys, plan: str, tmp_path: Path):
    run(publish, plan)
    Path(plan).write_text(PLAN + "4,新增事项,办公室,9月,未启动\n", encoding="utf-8")
    run(publish, plan)
    capsys.readouterr()
    made(capsys, "--board", "main", "--version", "1", "--to", f"{tmp_path}/out/", "--sections", "tasks")
    (path,) = (tmp_path / "out").glob("*第1版.xlsx")

    assert "新增事项" not in str(sheets(path))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    "words",
    [
        ("none.xlsx", "--to", "a.xlsx"),
        ("PLAN", "--to", "a.pdf"),
        ("PLAN", "--to", "a.xlsx", "--sections", "tasks,nonsense"),
        ("PLAN", "--to", "a.xlsx", "--unit", "无此部门"),
        ("--to", "a.xlsx"),
        ("PLAN", "--board", "main", "--to", "a.xlsx"),
        ("PLAN", "--version", "1", "--to", "a.xlsx"),
        ("--board", "main", "--to", "a.xlsx"),
        ("PLAN", "--to", "a.xlsx", "--sections", "opinions"),
        ("PLAN", "--to", "PLAN/a.xlsx"),
    ],
)
def test_what_cannot_be_made_is_refused_in_one_sentence(capsys, plan: str, tmp_path: Path, words: tuple[str, ...], language: str):
    given = [word.replace("PLAN", plan) if "PLAN" in word else str(tmp_path / word) if word.startswith("a.") else word for word in words]
    code, said = made(capsys, *given, "--lang", language)

    assert code == 2
    assert len(said.strip()) > 8
    assert said.count("\n") == 1
    assert "⟦" not in said
    assert not list(tmp_path.glob("a.*"))


def test_the_widest_audience_is_the_default_and_sees_no_hidden_text(capsys, tmp_path: Path):
    path = tmp_path / "opinions.csv"
    path.write_text("意见编号,意见内容,问题类别\n1,张某公车私用,四风\n2,食堂太贵,民生\n", encoding="utf-8")
    made(capsys, str(path), "--to", str(tmp_path / "a.xlsx"))

    assert "公车私用" not in str(sheets(tmp_path / "a.xlsx"))


def test_a_file_that_cannot_be_written_leaves_the_earlier_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    place = tmp_path / "a.xlsx"
    place.write_bytes(b"earlier")

    def full(*_: object) -> None:
        raise OSError(28, "no room")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(Refused):
        write_whole(place, b"later")

    assert place.read_bytes() == b"earlier"
    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]


def test_every_section_has_a_name_that_the_help_tells():
    assert all(name.isascii() and name.isidentifier() for name in SECTIONS)

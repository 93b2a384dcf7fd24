"""Every command that a document names is run here, or is in NOT_RUN with the reason; one that nobody listed fails.

Collected are the lines of code blocks without a language or marked `sh`, indented lines, and words between backquotes that begin like a
command. Blocks of docs/deployment.md carry their own mark and are run by tests/deploy. Commands of the board are read whole by
their own parser, with every optional part, and run without the optional parts on a board of their own with the sample published;
exports, and those that differ in a name only from another, run in the long form. `run.py` is asked in earnest, with what it would start written down instead.
"""

import argparse
import importlib
import os
import re
import shlex
import shutil
import sys
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import IO

import pytest

import run as run_py
from lib.__main__ import COMMANDS, main
from lib.settings import settings

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = (*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md")))
LONG = os.environ.get("PHASEBOARD_TEST_LONG") == "1"

NOT_RUN = {
    "pip download": "fetches packages; the lists are resolved by `run.py lock` and checked by tests/test_supply.py",
    "pip install": "fetches packages; run.py does it at every first start",
    "git clone": "needs the address of a repository",
    "git pull": "changes the working tree",
    "git worktree": "changes the working tree",
    "docker": "no container engine is promised on a machine that runs the tests",
    "systemctl": "needs root and a system of its own",
    "systemd-analyze": "needs systemd",
    "nginx": "needs root; the file itself is started before a board by tests/deploy/test_nginx.py",
    "schtasks": "Windows; the board's command inside it is run",
    "cmd": "Windows; the board's command inside it is run",
    "streamlit run": "starts the board and stays; tests/browser starts it the same way",
    "python -m streamlit": "starts the board and stays; tests/browser starts it the same way",
    "python -m bench.reader": "takes minutes; tests/server/test_load_guard.py holds its counts in every run",
    "python -m pytest": "the tests themselves",
    "python -m coverage": "the tests themselves, counted",
    "python docs/pictures.py": "takes minutes and a browser; tests/test_guide.py looks at what it made",
    "ruff": "run by `run.py check`",
    "mypy": "run by `run.py check`",
}
"""How a command begins, and why it is not run here."""

NOT_RUN_HERE = {"audit --verify --kept HASH": "needs the fingerprint of one's own database; tests/store/test_audit.py gives one"}
COMPLETED = {
    "audit --export": "FILE.csv",
    "backup": "OUT.db",
    "publish --board no3-school": "WORKBOOK",
    "user": "list",
}
"""What a document leaves out where it only mentions a verb or an option."""
SLOW = ("export",)
CODES = {"downgrade 0003": 1}
"""Exit codes other than 0: told what would be lost, and nothing done."""

_LIB = re.compile(r"python3? -m lib (.+)$")
_START = re.compile(
    r"(?:python3?|py|pip|git|docker|nginx|systemctl|systemd-analyze|schtasks|cmd|streamlit|ruff|mypy|run\.py|"
    + "|".join(COMMANDS)
    + r")(?: |$)"
)
_BLOCK = re.compile(r"(<!-- [^\n]* -->\n)?```(\w*)\n(.*?)```", re.DOTALL)
_BEFORE = re.compile(r"^(?:[\d*]+ [\d*]+ [\d*]+ [\d*]+ [\d*]+ )?(?:cd \S+ && )?(?:[A-Z_]+=\S+ )*")
PLACEHOLDERS = {
    "WORKBOOK": "{sample}", "工作簿": "{sample}", "OUT.db": "{folder}/new.db", "OUT": "{folder}/out.xlsx", "输出": "{folder}/out.xlsx", "FILE": "{folder}/kept.db",
    "备份文件": "{folder}/kept.db", "文件": "{folder}/new.db", "CODE": "main", "代号": "main", "N": "1", "Y": "2014", "年份": "2014", "D": "2014-06-10",
    "日期": "2014-06-10", "TEXT": "weekly", "说明": "weekly", "标题": "weekly", "NAME": "public", "受众": "public", "部门": "教务处", "HASH": "0" * 64,
    "FILE.csv": "{folder}/audit.csv", "账号名": "somebody", "zh|en": "zh",
}  # fmt: skip


@dataclass(frozen=True)
class Command:
    """One command as a document writes it, without what stands before and behind it."""

    document: str
    words: str

    @property
    def verb(self) -> str:
        """What is asked of the board, "" where it is not asked."""
        inside = _LIB.search(self.words)
        if inside:
            return inside[1].removesuffix('"') if inside[1].count('"') % 2 else inside[1]
        return self.words if self.words.split(" ")[0] in COMMANDS else ""

    @property
    def reason(self) -> str:
        """Why it is not run, "" where it is."""
        return NOT_RUN_HERE.get(self.verb) or next(
            (why for begins, why in NOT_RUN.items() if f"{self.words} ".startswith(f"{begins} ")), ""
        )


def plain(line: str) -> str:
    """A line as a command: without schedule, folder and environment before it, its interpreter named plainly, without remarks behind it."""
    line = re.split(r"\s{3,}|\s+#\s", line.strip())[0]
    return re.sub(r"^(?:\.venv[/\\](?:bin|Scripts)[/\\]|sudo )", "", _BEFORE.sub("", line)).replace("python3 ", "python ")


def commands_of(document: Path) -> list[Command]:
    """Every command of one document, each once."""
    words = document.read_text(encoding="utf-8")
    lines = []
    for mark, language, block in _BLOCK.findall(words):
        if not mark and language in ("", "sh"):
            lines += block.replace("\n    [", " [").splitlines()
    rest = _BLOCK.sub("", words)
    lines += [line for line in rest.splitlines() if line.startswith("    ")]
    lines += [inline for inline in re.findall(r"`([^`\n]+)`", rest) if " " in plain(inline).removeprefix("python -m lib")]
    found = dict.fromkeys(plain(re.sub(r"\s{3,}(?=\[)(?!\[--as)|\s{3,}[^\[\s].*?(?= \[--as-of)", " ", line)) for line in lines)
    name = str(document.relative_to(ROOT))
    return [Command(name, line) for line in found if _START.match(line) and not re.search(r"[…|]$", line)]


def everything() -> list[Command]:
    """The commands of all documents, each once."""
    found = {command.words: command for document in reversed(DOCUMENTS) for command in commands_of(document)}
    return sorted(found.values(), key=lambda command: (command.document, command.words))


ALL = everything()
OF_THE_BOARD = [command for command in ALL if command.verb]


def alike(command: Command) -> tuple[str, ...]:
    """Verb, form and options: commands that differ in a name only are alike, and the first of them is run in every run."""
    verb, *words = re.sub(r"\[.*?\]", "", command.verb).split()
    return verb, *(word for word in words if word.startswith("--") or word in ("add", "list"))


RUN_ALWAYS = {alike(command): command for command in reversed(OF_THE_BOARD)}


def named(command: Command) -> str:
    return f"{command.document}: {command.words}"


def filled(verb: str, folder: Path) -> list[str]:
    """The words of a verb with something in every place that a document leaves open."""
    verb = f"{verb} {COMPLETED.get(verb, '')}".replace("backup 备份文件", "backup OUT.db")
    given = {name: value.format(folder=folder, sample=ROOT / "data" / "sample.xlsx") for name, value in PLACEHOLDERS.items()}
    words = [given.get(word, given.get(word.split("|")[0], word)) for word in shlex.split(verb.replace("\\", "/"))]
    return [re.sub(r"^(?:/srv/share|/var/backups/phaseboard|D:/share|D:/backup)/", f"{folder}/", word) for word in words]


def test_each_document_with_commands_is_looked_into():
    assert {command.document for command in ALL} >= {"README.md", "README.zh.md", "docs/commands.md", "docs/store.md", "docs/deployment.md"}
    assert len(OF_THE_BOARD) > 25


@pytest.mark.parametrize("command", ALL, ids=named)
def test_a_command_is_run_or_says_why_not(command: Command):
    is_run = bool(command.verb) or re.match(r"(?:python |py )?run\.py\b", command.words)

    assert is_run or command.reason, f"{named(command)}: run it, or give the reason in NOT_RUN"


@pytest.mark.parametrize("command", OF_THE_BOARD, ids=named)
def test_a_command_of_the_board_is_understood_with_all_its_options(command: Command, tmp_path: Path):
    verb, *words = filled(re.sub(r"[\[\]]", "", command.verb), tmp_path)
    parser = argparse.ArgumentParser()
    importlib.import_module(f"lib.commands.{verb}").add_arguments(parser)
    if verb == "export" and words and not words[0].startswith("-"):
        words = [word for word in words if word not in ("--board", "--version")]

    assert parser.parse_args(words)


class Terminal(TextIOWrapper):
    """Standard input at which somebody sits."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a database in which the sample is published, a backup of it, and an account."""
    folder = tmp_path_factory.mktemp("documents")
    with pytest.MonkeyPatch.context() as given:
        given.setenv("PHASEBOARD_DATABASE_URL", str(folder / "board.db"))
        given.setenv("PHASEBOARD_ACCOUNTS", str(folder / "accounts.toml"))
        settings.cache_clear()
        given.setattr(sys, "stdin", Terminal(BytesIO()))
        assert main(["publish", str(ROOT / "data" / "sample.xlsx")]) == 0
        assert main(["backup", str(folder / "kept.db")]) == 0
    settings.cache_clear()
    return folder


@pytest.mark.parametrize("command", [command for command in OF_THE_BOARD if not command.reason or "Windows" in command.reason], ids=named)
def test_a_command_of_the_board_runs(command: Command, published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    verb, *words = filled(re.sub(r"\[.*?\]", "", command.verb), tmp_path)
    if not LONG and (verb in SLOW or RUN_ALWAYS[alike(command)] != command):
        pytest.skip("long: it writes whole files, or differs in a name only from one that is run")
    for kept in published.iterdir():
        shutil.copy(kept, tmp_path / kept.name)
    for name in ("weekly.xlsx", "周报.xlsx"):
        shutil.copy(ROOT / "data" / "sample.xlsx", tmp_path / name)
    monkeypatch.setenv("PHASEBOARD_DATABASE_URL", str(tmp_path / ("empty.db" if verb == "restore" else "board.db")))
    monkeypatch.setenv("PHASEBOARD_ACCOUNTS", str(tmp_path / "accounts.toml"))
    monkeypatch.setenv("PHASEBOARD_BACKUP_PASSPHRASE", "a sentence for the backups")
    monkeypatch.setattr(sys, "stdin", Terminal(BytesIO()))
    monkeypatch.setattr("getpass.getpass", lambda *_: "一句话的密码最好记住")
    settings.cache_clear()

    assert main([verb, *words]) == CODES.get(command.verb, 0)


@pytest.mark.parametrize("command", [command for command in ALL if re.match(r"(?:python |py )?run\.py\b", command.words)], ids=named)
def test_run_py_knows_what_the_documents_ask_of_it(command: Command, monkeypatch: pytest.MonkeyPatch):
    started: list[tuple[object, ...]] = []
    monkeypatch.setattr(sys, "argv", ["run.py", *command.words.partition("run.py")[2].split()])
    monkeypatch.setattr(run_py, "install", lambda *_: None)
    monkeypatch.setattr(run_py, "browser", lambda: Path("chromium"))
    monkeypatch.setattr(run_py, "nginx", lambda: "nginx")
    monkeypatch.setattr(run_py, "lock", lambda: started.append(("lock",)) or 0)
    monkeypatch.setattr(run_py, "run", lambda *words, **_: started.append(words) or 0)
    keep_surroundings(monkeypatch)

    assert run_py.main() == 0
    assert started


def keep_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PHASEBOARD_TEST_BROWSER", "PHASEBOARD_TEST_LONG", "PHASEBOARD_TEST_NGINX", "PYTHONDONTWRITEBYTECODE"):
        monkeypatch.setenv(name, os.environ.get(name, ""))


@pytest.mark.parametrize("refusing", ["ruff", "mypy", "pytest", "supply"])
def test_a_run_of_all_tests_fails_with_any_of_its_parts_and_shows_what_the_checks_said(
    refusing: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
):
    def said(*words: object, told: IO[str] | None = None) -> int:
        if told:
            told.write(f"{words[2]} spoke\n")
        return int(words[2] == refusing)

    monkeypatch.setattr(run_py, "install", lambda *_: None)
    monkeypatch.setattr(run_py, "browser", lambda: Path("chromium"))
    monkeypatch.setattr(run_py, "run", said)
    keep_surroundings(monkeypatch)

    assert run_py.test(whole=False, rest=[]) == 1
    shown = capfd.readouterr().out
    assert [line for line in shown.splitlines() if line.endswith("spoke")] == ["ruff spoke", "ruff spoke", "mypy spoke", "supply spoke"]

"""`python -m lib audit|forget|downgrade`, and backups with a passphrase: what a keeper reads, and what no file or screen may hold."""

import argparse
import csv
import getpass
import hashlib
import io
import json
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from lib.commands import audit, backup, downgrade, forget, publish, restore
from lib.commands.passphrase import given_passphrase
from lib.desk.auditing import AuditFormat, actions, exported, table
from lib.desk.forgetting import ForgetPlan, carry_out
from lib.desk.shelf import Shelf, open_shelf
from lib.errors import DatabaseBusy
from lib.i18n import LANGUAGES, Language, text
from lib.settings import settings
from lib.store import AuditAction, AuditEvent
from lib.store.audit_model import DETAIL_KEYS
from lib.store.sealed import seal
from tests.server.ledger_book import CANARIES, ledger_book

WHEN = datetime(2014, 6, 10, 8, 30, tzinfo=UTC)
SECRET = "correct horse battery"


@pytest.fixture(autouse=True)
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A database of the test's own, and seals that cost little."""
    path = tmp_path / "kept" / "board.db"
    monkeypatch.setenv("PHASEBOARD_DATABASE_URL", str(path))
    monkeypatch.setattr("lib.store.backup.seal", lambda source, target, secret: seal(source, target, secret, cost=14))
    settings.cache_clear()
    yield path
    settings.cache_clear()


def run(verb: Any, *words: str) -> int:
    """Run a verb as the command line does."""
    parser = argparse.ArgumentParser()
    verb.add_arguments(parser)
    code: int = verb.run(parser.parse_args(words))
    return code


def told(*events: AuditEvent) -> None:
    """Write entries."""
    with closing(open_shelf(settings())) as shelf:
        for event in events:
            shelf.audit(event)


def test_an_audit_without_entries_holds(capsys: pytest.CaptureFixture[str]):
    assert run(audit, "--verify", "--json") == 0
    assert json.loads(capsys.readouterr().out) == {"holds": True, "entries": 0, "head": "0" * 64, "broken_at": None, "fault": ""}


def test_entries_are_shown_newest_first_one_a_line(capsys: pytest.CaptureFixture[str]):
    told(AuditEvent(WHEN, "a", AuditAction.SIGNED_IN, "10.0.0.7"), AuditEvent(WHEN, "b\nc\x1b[31m", AuditAction.SIGN_IN_REFUSED))

    assert run(audit, "--lang", "en") == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split("\t")[0] for line in lines] == ["No.", "2", "1"]
    assert "\x1b" not in lines[1]
    assert lines[2].split("\t")[2:4] == ["a", "signed in"]


def test_none_asked_for_none_shown(capsys: pytest.CaptureFixture[str]):
    told(AuditEvent(WHEN, "a", AuditAction.SIGNED_IN))

    assert run(audit, "--most", "0", "--lang", "en") == 0
    assert len(capsys.readouterr().out.splitlines()) == 1


def test_a_broken_chain_is_named_and_tells_so_in_the_exit_code(capsys: pytest.CaptureFixture[str]):
    told(AuditEvent(WHEN, "a", AuditAction.SIGNED_IN), AuditEvent(WHEN, "b", AuditAction.SIGNED_IN))
    with closing(open_shelf(settings())) as shelf, shelf.store._database.writing() as connection:
        connection.exec_driver_sql("DROP TRIGGER audit_no_update")
        connection.exec_driver_sql("UPDATE audit SET who = 'x' WHERE number = 1")

    assert run(audit, "--verify") == 1
    assert "第1条" in capsys.readouterr().out


def test_a_fingerprint_kept_elsewhere_is_demanded(capsys: pytest.CaptureFixture[str]):
    told(AuditEvent(WHEN, "a", AuditAction.SIGNED_IN))
    with closing(open_shelf(settings())) as shelf:
        head = shelf.audit_head().hash

    assert [run(audit, "--verify", "--kept", head.upper()), run(audit, "--verify", "--kept", "f" * 64)] == [0, 1]
    assert "另处抄存" in capsys.readouterr().out


def test_an_exported_table_runs_no_formula_and_holds_every_entry(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    formula = '=HYPERLINK("http://x","y")'
    told(
        AuditEvent(WHEN, formula, AuditAction.SIGNED_IN, "+1", detail={"reason": "@SUM(A1)"}),
        AuditEvent(WHEN, "-2", AuditAction.SIGNED_OUT),
    )
    out = tmp_path / "audit.csv"

    assert [run(audit, "--export", str(out)), run(audit, "--export", str(out))] == [0, 2]
    rows = list(csv.reader(io.StringIO(out.read_text(encoding="utf-8-sig"))))
    assert [row[0] for row in rows[1:]] == ["1", "2"]
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]
    assert rows[1][2] == "'" + formula
    assert "audit.csv" in capsys.readouterr().out
    with closing(open_shelf(settings())) as shelf:
        assert shelf.audit_entries(1)[0].event.action is AuditAction.AUDIT_EXPORTED


def test_lines_for_machines_prove_themselves(tmp_path: Path):
    told(AuditEvent(WHEN, "a", AuditAction.SIGNED_IN, "10.0.0.7", detail={"how": "密码"}), AuditEvent(WHEN, "b", AuditAction.SIGNED_OUT))
    run(audit, "--export", str(tmp_path / "audit.jsonl"))

    before = "0" * 64
    for line in (tmp_path / "audit.jsonl").read_text(encoding="utf-8").splitlines():
        one = json.loads(line)
        fields = [one[name] for name in ("number", "previous", "when", "who", "action", "address", "board", "version", "detail")]
        written = json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        assert (one["previous"], one["hash"]) == (before, hashlib.sha256(written.encode()).hexdigest())
        before = one["hash"]


def test_an_export_into_another_sort_of_file_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert run(audit, "--export", str(tmp_path / "audit.xlsx")) == 2
    assert "audit.xlsx" in capsys.readouterr().out


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_action_and_detail_has_its_words(language: Language):
    assert [action for action, word in actions(language).items() if "⟦" in word] == []
    assert [name for name in DETAIL_KEYS if "⟦" in text(language, f"audit.detail.{name}")] == []
    with closing(open_shelf(settings())) as shelf:
        shelf.audit(AuditEvent(WHEN, "", AuditAction.SIGN_IN_REFUSED, detail={"reason": "x", "how": "password"}))
        page = table(shelf, language)
        assert "⟦" not in repr(page)
        assert page.next_before is None
        assert "⟦" not in exported(shelf, AuditFormat.CSV, language).decode()


def test_roles_and_all_boards_are_named_and_not_given_in_codes():
    told(AuditEvent(WHEN, "root", AuditAction.ACCOUNT_ADDED, detail={"roles": "head,office", "boards": "*"}))
    with closing(open_shelf(settings())) as shelf:
        (added,) = table(shelf, Language.ZH).rows

    assert added.detail == "看板：全部；角色：主要负责人、办公室"


def test_a_page_of_the_table_says_where_the_next_begins():
    told(*(AuditEvent(WHEN, f"u{number}", AuditAction.SIGNED_IN) for number in range(5)))
    with closing(open_shelf(settings())) as shelf:
        first = table(shelf, Language.ZH, most=2)
        last = table(shelf, Language.ZH, most=2, before=2)

    assert ([row.number for row in first.rows], first.next_before) == ([5, 4], 4)
    assert ([row.number for row in last.rows], last.next_before) == ([1], None)


def test_a_sealed_backup_goes_round_and_its_passphrase_is_nowhere(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    told(AuditEvent(WHEN, "a", AuditAction.SIGNED_IN))
    out, key = tmp_path / "all.backup", tmp_path / "key.txt"
    key.write_text(f"{SECRET}\nsecond line\n", encoding="utf-8")
    assert run(backup, str(out), "--encrypt", "--passphrase-file", str(key)) == 0
    assert b"SQLite" not in out.read_bytes()
    monkeypatch.setenv("PHASEBOARD_DATABASE_URL", str(tmp_path / "new.db"))
    settings.cache_clear()

    monkeypatch.setenv("PHASEBOARD_BACKUP_PASSPHRASE", "another one")
    assert run(restore, str(out)) == 2
    monkeypatch.delenv("PHASEBOARD_BACKUP_PASSPHRASE")
    monkeypatch.setattr(sys, "stdin", io.StringIO(SECRET + "\n"))
    assert run(restore, str(out)) == 0
    printed = capsys.readouterr()
    assert SECRET not in printed.out + printed.err
    assert "口令打不开备份“all.backup”" in printed.out
    assert run(audit, "--verify") == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_passphrase_is_asked_for_twice_in_the_readers_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], language: Language
):
    asked: list[str] = []
    monkeypatch.delenv("PHASEBOARD_BACKUP_PASSPHRASE", raising=False)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr(getpass, "getpass", lambda prompt: asked.append(prompt) or SECRET + str(len(asked)))

    assert run(backup, str(tmp_path / "all.backup"), "--encrypt", "--lang", language.value) == 2

    assert asked == [text(language, "passphrase.ask"), text(language, "passphrase.ask_again")]
    assert text(language, "store.passphrases_differ") in capsys.readouterr().out


def test_an_audit_that_cannot_be_written_whole_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    class FullDisk(io.BytesIO):
        def write(self, _data: object) -> int:
            raise OSError(28, "No space left on device")

    def opened(path: Path, _mode: str) -> FullDisk:
        path.touch()
        return FullDisk()

    out = tmp_path / "audit.csv"
    with monkeypatch.context() as patched:
        patched.setattr(Path, "open", opened)
        assert run(audit, "--export", str(out)) == 2

    assert not out.exists()
    assert run(audit, "--export", str(out)) == 0


def test_an_encrypted_backup_without_a_passphrase_is_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))

    assert run(backup, str(tmp_path / "all.backup"), "--encrypt") == 2
    assert "口令太短" in capsys.readouterr().out
    assert not (tmp_path / "all.backup").exists()


def test_who_names_a_board_that_is_not_there_is_told_which_are(capsys: pytest.CaptureFixture[str], tmp_path: Path):
    assert run(forget, "--board", "none") == 2
    alone = capsys.readouterr().out
    ledger = tmp_path / "台账.xlsx"
    ledger.write_bytes(ledger_book())
    run(publish, str(ledger), "--board", "main")
    capsys.readouterr()

    assert run(forget, "--board", "none") == 2
    assert capsys.readouterr().out.splitlines() == [*alone.splitlines(), "现有的看板：main。"]


def test_forgetting_is_told_first_and_done_only_when_it_is_said(capsys: pytest.CaptureFixture[str], tmp_path: Path, database: Path):
    (tmp_path / "一周.xlsx").write_bytes(ledger_book())
    assert run(publish, str(tmp_path / "一周.xlsx"), "--json") == 0
    capsys.readouterr()

    assert run(forget, "--board", "main", "--json") == 0
    planned = json.loads(capsys.readouterr().out)
    assert (planned["status"], planned["versions"][0]["file"], planned["unread_sheets"]) == ("planned", "redacted", ["草稿"])
    assert run(forget, "--board", "main", "--yes") == 0
    printed = capsys.readouterr().out
    assert [word for word in CANARIES.values() if word in printed] == []
    assert "⟦" not in printed
    assert run(forget, "--board", "main", "--yes", "--json") == 0
    assert json.loads(capsys.readouterr().out)["status"] == "nothing"
    assert run(forget, "--board", "none", "--json") == 2
    assert json.loads(capsys.readouterr().out)["status"] == "refused"


def test_a_database_steps_back_when_the_loss_is_accepted(capsys: pytest.CaptureFixture[str]):
    told(AuditEvent(WHEN, "a", AuditAction.SIGNED_IN))

    assert [run(downgrade, "0003"), run(downgrade, "0009")] == [1, 2]
    assert "审计记录1条" in capsys.readouterr().out
    assert run(downgrade, "0003", "--yes") == 0
    assert "⟦" not in capsys.readouterr().out
    with closing(open_shelf(settings())) as shelf:
        assert shelf.audit_entries() == ()


@pytest.mark.parametrize("kind", AuditFormat)
def test_what_somebody_writes_meanwhile_is_not_in_a_file_whose_last_entry_was_told(kind: AuditFormat):
    one, other = (AuditEvent(WHEN, who, AuditAction.SIGNED_IN) for who in ("first", "meanwhile"))
    told(one)
    with closing(open_shelf(settings())) as shelf:
        head = shelf.audit_head()
        shelf.audit(other)
        data = exported(shelf, kind, Language.ZH, head).decode()

        assert head.hash in data.splitlines()[-1]
        assert "meanwhile" not in data
        assert "meanwhile" in exported(shelf, kind, Language.ZH).decode()


def test_each_entry_is_an_object_a_line_for_machines(capsys: pytest.CaptureFixture[str]):
    told(AuditEvent(WHEN, "a", AuditAction.SIGNED_IN, "10.0.0.7"), AuditEvent(WHEN, "b", AuditAction.SIGNED_OUT))

    assert run(audit, "--json", "--most", "1") == 0
    (entry,) = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert (entry["number"], entry["who"], entry["action"]) == (2, "b", "signed_out")


def test_a_backup_of_which_the_audit_could_not_be_told_says_so(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    told(AuditEvent(WHEN, "a", AuditAction.SIGNED_IN))
    monkeypatch.setattr("lib.store.backup._is_audited", lambda *_given, **_named: False)

    assert run(backup, str(tmp_path / "all.backup"), "--lang", "en") == 0
    assert text(Language.EN, "audit.backup_untold") in capsys.readouterr().out
    assert (tmp_path / "all.backup").exists()


@pytest.mark.parametrize(("is_done", "status", "code"), [(True, "uncleared", 4), (False, "refused", 2)])
def test_whether_something_was_forgotten_is_told_also_where_others_use_the_database(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_done: bool, status: str, code: int
):
    (tmp_path / "一周.xlsx").write_bytes(ledger_book())
    assert run(publish, str(tmp_path / "一周.xlsx"), "--json") == 0
    capsys.readouterr()

    def carried_out(shelf: Shelf, planned: ForgetPlan, *, who: str, when: datetime) -> None:
        if is_done:
            carry_out(shelf, planned, who=who, when=when)
        raise DatabaseBusy("busy", database="board.db")

    monkeypatch.setattr(forget, "carry_out", carried_out)
    assert run(forget, "--board", "main", "--yes", "--json") == code
    assert json.loads(capsys.readouterr().out)["status"] == status


def test_another_board_that_holds_the_same_file_is_named(capsys: pytest.CaptureFixture[str], tmp_path: Path):
    (tmp_path / "一周.xlsx").write_bytes(ledger_book())
    for board in ("main", "north"):
        assert run(publish, str(tmp_path / "一周.xlsx"), "--board", board, "--json") == 0
    capsys.readouterr()

    assert run(forget, "--board", "main", "--lang", "en") == 0
    assert text(Language.EN, "forget.other_boards", boards="north") in capsys.readouterr().out


def test_a_passphrase_that_opens_something_is_asked_for_once(monkeypatch: pytest.MonkeyPatch):
    asked: list[str] = []
    monkeypatch.delenv("PHASEBOARD_BACKUP_PASSPHRASE", raising=False)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr(getpass, "getpass", lambda prompt: asked.append(prompt) or SECRET)

    assert given_passphrase(argparse.Namespace(passphrase_file=None, lang="zh")) == SECRET
    assert asked == [text(Language.ZH, "passphrase.ask")]

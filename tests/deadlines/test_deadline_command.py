"""`python -m lib deadline`: one JSON object a line, in order, whatever comes in."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from lib.commands import deadline

ROOT = Path(__file__).parents[2]


def ask(*arguments: str | bytes, stdin: bytes = b"") -> list[dict[str, object]]:
    done = subprocess.run([sys.executable, "-m", "lib", "deadline", *arguments], input=stdin, capture_output=True, cwd=ROOT, check=True)
    return [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]


def test_no_line_in_gives_no_line_out():
    assert ask("--year", "2014") == []


def test_each_line_has_one_answer_in_order_blank_ones_too():
    answers = ask("--year", "2014", stdin="3月中旬\n\n立行立改\r\n6月底前".encode())

    assert [(answer["phrase"], answer["kind"], answer["start"], answer["end"]) for answer in answers] == [
        ("3月中旬", "window", "2014-03-11", "2014-03-20"),
        ("", "unparsed", None, None),
        ("立行立改", "immediate", None, None),
        ("6月底前", "by", None, "2014-06-30"),
    ]


def test_a_phrase_after_two_dashes_may_be_empty_or_hold_a_line_break():
    answers = ask("--year", "2014", "--", "", "3月\n中旬", "-")

    assert [answer["phrase"] for answer in answers] == ["", "3月\n中旬", "-"]
    assert answers[1]["end"] == "2014-03-20"


def test_a_finding_has_a_code_a_level_and_a_sentence_in_the_language_asked_for():
    (chinese,) = ask("--year", "2014", "--", "2月30日")
    (english,) = ask("--year", "2014", "--lang", "en", "--", "2月30日")

    assert chinese["findings"] == [{"code": "impossible_date", "level": "warning", "message": "没有这样的日期。"}]
    assert english["findings"] == [{"code": "impossible_date", "level": "warning", "message": "There is no such date."}]


def test_bytes_that_are_no_text_are_answered_without_surrogates():
    answers = ask("--year", "2014", stdin=b"\xff\xfe3\xd4\xc2\n6\xe6\x9c\x88\n\xed\xa0\x80\n")

    assert len(answers) == 3
    assert answers[1]["kind"] == "window"
    assert not any(0xD800 <= ord(character) <= 0xDFFF for answer in answers for character in str(answer["phrase"]))


def test_unfit_bytes_on_the_command_line_are_answered_too():
    (answer,) = ask("--year", "2014", "--", b"\xff6\xe6\x9c\x88")

    assert answer["end"] == "2014-06-30"


def test_lines_are_read_here_as_there(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("\ufeff3月中旬\r\n\n立行立改".encode())))

    assert list(deadline._lines()) == ["3月中旬", "", "立行立改"]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
    assert list(deadline._lines()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="closes a stream as a shell of Unix does")
def test_whoever_closes_the_streams_gets_no_complaint():
    done = subprocess.run(["sh", "-c", f"exec {sys.executable} -m lib deadline <&-"], capture_output=True, cwd=ROOT, check=False)

    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")

"""A file that a page made is for whom it was made, as long as anybody knows for whom that was."""

from dataclasses import dataclass
from types import SimpleNamespace

import pytest
from streamlit.runtime.media_file_storage import MediaFileKind

from lib.identity import Identity, Right, Role, SignIn
from lib.schema import Audience
from lib.ui import made_files
from lib.ui.made_files import Terms

OFFICE = Identity("office", "office", SignIn.PASSWORD, frozenset({Role.OFFICE}), frozenset({"north"}))
VIEWER = Identity("viewer", "viewer", SignIn.PASSWORD, frozenset({Role.VIEWER}), frozenset({"north"}))
VISITOR = Identity("", "", SignIn.PASSWORD, visitor=True)
NOBODY = Identity("", "", SignIn.PASSWORD)


@dataclass
class KeptFile:
    """The one file that the framework keeps."""

    content: bytes = b""
    kind: MediaFileKind = MediaFileKind.DOWNLOADABLE


@pytest.fixture
def file(monkeypatch: pytest.MonkeyPatch) -> KeptFile:
    only = KeptFile()
    manager = SimpleNamespace(read_file=lambda name: only if name == "a.xlsx" else None)
    monkeypatch.setattr(made_files, "exists", lambda: True)
    monkeypatch.setattr(made_files, "get_instance", lambda: SimpleNamespace(media_file_mgr=manager))
    monkeypatch.setattr(made_files, "_noted", made_files.OrderedDict())
    return only


def test_a_file_of_which_nobody_knows_for_whom_it_was_made_is_for_nobody(file: KeptFile) -> None:
    file.content = b"made before the server was started anew"

    assert not made_files.may_fetch("/media/a.xlsx", OFFICE)


def test_a_file_is_for_whom_it_was_made(file: KeptFile) -> None:
    file.content = b"matters"
    made_files.note(b"matters", Terms("office", Right.EXPORT, Audience.LEADING_GROUP, "north"))

    assert made_files.may_fetch("/media/a.xlsx", OFFICE)
    assert not made_files.may_fetch("/media/a.xlsx", VIEWER)
    assert not made_files.may_fetch("/media/a.xlsx", NOBODY)
    made_files.note(b"matters", Terms("viewer", Right.EXPORT, Audience.ALL_MEMBERS, "north"))
    assert made_files.may_fetch("/media/a.xlsx", VIEWER)
    assert made_files.may_fetch("/media/a.xlsx", OFFICE)


def test_what_is_for_all_is_for_all_who_may_look(file: KeptFile) -> None:
    file.content = b"template"
    made_files.note(b"template", Terms())

    assert made_files.may_fetch("/media/a.xlsx", VISITOR)
    assert not made_files.may_fetch("/media/a.xlsx", NOBODY)


def test_pictures_of_the_page_and_what_is_not_there_are_the_frameworks_matter(file: KeptFile) -> None:
    file.kind = MediaFileKind.MEDIA

    assert made_files.may_fetch("/media/a.xlsx", VISITOR)
    assert made_files.may_fetch("/media/other.xlsx", VISITOR)
    assert not made_files.may_fetch("/media/other.xlsx", NOBODY)


def test_what_was_noted_longest_ago_is_forgotten_first(file: KeptFile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(made_files, "MOST_NOTED", 2)
    for content in (b"first", b"second", b"first", b"third"):  # the first is made again
        made_files.note(content, Terms("office", Right.EXPORT))

    def is_known(content: bytes) -> bool:
        file.content = content
        return made_files.may_fetch("/media/a.xlsx", OFFICE)

    assert [is_known(each) for each in (b"first", b"second", b"third")] == [True, False, True]

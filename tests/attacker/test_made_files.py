"""For whom a file was made is noted with its content; what is not noted any more is given to nobody."""

from types import SimpleNamespace

import pytest
from streamlit.runtime.media_file_storage import MediaFileKind

from lib.identity import ALL_BOARDS, Identity, Right, Role, SignIn
from lib.schema import Audience
from lib.ui import made_files
from lib.ui.made_files import Terms, may_fetch, note

ADDRESS = "/media/0123.docx"


def person(account: str, role: Role, board: str = ALL_BOARDS) -> Identity:
    return Identity(account, account, SignIn.PASSWORD, frozenset({role}), frozenset({board}))


HEAD = person("head", Role.HEAD)
OF_HEAD = Terms("head", Right.EXPORT, Audience.HEAD, "main")


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> dict[str, SimpleNamespace]:
    """What the framework keeps, by its name."""
    files: dict[str, SimpleNamespace] = {}
    monkeypatch.setattr(made_files, "exists", lambda: True)
    monkeypatch.setattr(made_files, "get_instance", lambda: SimpleNamespace(media_file_mgr=SimpleNamespace(read_file=files.get)))
    monkeypatch.setattr(made_files, "_noted", type(made_files._noted)())
    files["0123.docx"] = SimpleNamespace(content=b"of the head", kind=MediaFileKind.DOWNLOADABLE)
    return files


def test_what_was_never_noted_is_given_to_nobody(kept: dict[str, SimpleNamespace]):
    assert not may_fetch(ADDRESS, HEAD)


def test_a_file_is_for_whom_it_was_made_for_as_long_as_they_may_have_it(kept: dict[str, SimpleNamespace]):
    note(b"of the head", OF_HEAD)

    assert may_fetch(ADDRESS, HEAD)
    assert not may_fetch(ADDRESS, person("head", Role.LEADER))
    assert not may_fetch(ADDRESS, person("head", Role.HEAD, "b2"))
    assert not may_fetch(ADDRESS, person("another", Role.HEAD))
    assert not may_fetch(ADDRESS, Identity("", "", SignIn.PASSWORD, visitor=True))


def test_the_same_content_may_have_been_made_for_several(kept: dict[str, SimpleNamespace]):
    note(b"of the head", OF_HEAD)
    note(b"of the head", Terms("viewer", Right.EXPORT, Audience.PUBLIC, "main"))

    assert may_fetch(ADDRESS, HEAD)
    assert may_fetch(ADDRESS, person("viewer", Role.VIEWER))


def test_what_was_forgotten_is_given_to_nobody(kept: dict[str, SimpleNamespace], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(made_files, "MOST_NOTED", 1)
    note(b"of the head", OF_HEAD)
    note(b"of another", OF_HEAD)

    assert not may_fetch(ADDRESS, HEAD)


def test_what_is_for_all_is_for_all_who_may_look(kept: dict[str, SimpleNamespace]):
    note(b"of the head", Terms())

    assert may_fetch(ADDRESS, Identity("", "", SignIn.PASSWORD, visitor=True))
    assert not may_fetch(ADDRESS, Identity("", "", SignIn.PASSWORD))


def test_what_is_not_there_is_for_the_framework_to_say(kept: dict[str, SimpleNamespace]):
    assert may_fetch("/media/none.png", HEAD)
    assert not may_fetch("/media/none.png", Identity("", "", SignIn.PASSWORD))

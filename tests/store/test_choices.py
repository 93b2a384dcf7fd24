"""What a board's readers chose is kept with the board; a file that leaves is told in the log, its content never."""

from datetime import timedelta

import pytest

from lib.errors import NotStored
from lib.store import Action, Store, open_store
from tests.store.samples import BOARD, WHEN, WHO, publish_nth
from tests.store.test_databases import make_first_form


@pytest.fixture
def filled(store: Store) -> Store:
    """A board with one version."""
    publish_nth(store, 1, None)
    return store


def test_a_board_has_no_choice_before_one_is_made(filled: Store):
    assert filled.choice(BOARD, "sections") is None


def test_the_last_choice_holds_and_others_are_left_alone(filled: Store):
    filled.remember_choice(BOARD, "audience", "public", who=WHO, when=WHEN)
    filled.remember_choice(BOARD, "sections", "overview,late", who=WHO, when=WHEN)
    filled.remember_choice(BOARD, "sections", "late,overview", who=WHO, when=WHEN)

    assert (filled.choice(BOARD, "sections"), filled.choice(BOARD, "audience")) == ("late,overview", "public")


def test_boards_do_not_share_their_choices(filled: Store):
    filled.create_board("other", "另一板", who=WHO, when=WHEN)
    filled.remember_choice(BOARD, "sections", "late", who=WHO, when=WHEN)

    assert filled.choice("other", "sections") is None


def test_the_log_tells_a_choice_once_and_not_when_it_stays_the_same(filled: Store):
    for _ in range(2):
        filled.remember_choice(BOARD, "sections", "late", who="办公室", when=WHEN)
    told = [entry for entry in filled.log(BOARD) if entry.action is Action.REMEMBER_CHOICE]

    assert [(entry.who, entry.when, dict(entry.detail)) for entry in told] == [("办公室", WHEN, {"sections": "late"})]


def test_an_empty_choice_is_a_choice(filled: Store):
    filled.remember_choice(BOARD, "sections", "", who=WHO, when=WHEN)

    assert filled.choice(BOARD, "sections") == ""


def test_a_choice_for_a_board_that_is_not_there_is_refused(store: Store):
    with pytest.raises(NotStored):
        store.remember_choice("none", "sections", "late", who=WHO, when=WHEN)
    with pytest.raises(NotStored):
        store.choice("none", "sections")


def test_an_export_is_told_with_its_kind_audience_and_version_and_nothing_more(filled: Store):
    later = WHEN + timedelta(hours=1)
    filled.log_export(BOARD, "pptx", "all_members", 1, who="书记", when=later)
    entry = filled.log(BOARD)[0]

    assert (entry.action, entry.who, entry.when, entry.version, entry.note) == (Action.EXPORT, "书记", later, 1, "")
    assert dict(entry.detail) == {"kind": "pptx", "audience": "all_members"}


def test_a_database_of_the_first_form_can_keep_choices(address: str):
    make_first_form(address)
    store = open_store(address)
    store.remember_choice(BOARD, "sections", "late", who=WHO, when=WHEN)

    assert store.choice(BOARD, "sections") == "late"
    store.close()


def test_a_backup_takes_the_choices_along(filled: Store, tmp_path):
    filled.remember_choice(BOARD, "sections", "late", who=WHO, when=WHEN)
    filled.backup(tmp_path / "backup.db", who=WHO, when=WHEN)
    other = open_store(str(tmp_path / "other.db"))
    other.restore_backup(tmp_path / "backup.db", who=WHO, when=WHEN)

    assert other.choice(BOARD, "sections") == "late"
    other.close()

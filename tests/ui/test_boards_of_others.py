"""A browser can send the code of any board; what is not theirs to choose says nothing about another board."""

from datetime import UTC, datetime

import pytest

from lib.errors import StoreError
from lib.identity import ALL_BOARDS, Identity, Role, SignIn
from lib.store import BoardInfo
from lib.ui import looked_at, session, shown, targets, upload, visitor


def office(*boards: str) -> Identity:
    return Identity("o", "o", SignIn.PASSWORD, frozenset({Role.OFFICE}), frozenset(boards))


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """What the browser of somebody with one board sends."""
    kept: dict[str, str] = {}
    monkeypatch.setattr(session, "chosen", kept.get)
    monkeypatch.setattr(visitor, "identity", lambda: office("north"))
    return kept


@pytest.mark.parametrize(("code", "picked"), [(None, "north"), ("north", "north"), ("south", "north"), ("+", "north")])
def test_a_draft_goes_to_a_board_of_ones_own_whatever_is_sent(sent: dict[str, str], code: str | None, picked: str) -> None:
    sent |= {"target_board": code} if code else {}

    assert targets._picked("north") == picked


def test_who_has_every_board_chooses_any_and_a_new_one(sent: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visitor, "identity", lambda: office(ALL_BOARDS))

    assert [targets._picked("north") for sent["target_board"] in ("south", "+")] == ["south", "+"]


@pytest.mark.parametrize(("code", "read"), [("north", ["north"]), ("south", [])])
def test_what_another_board_remembers_is_not_told(
    sent: dict[str, str], code: str, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(upload, "read_for", asked.append)
    sent["target_board"] = code

    targets._read_for_choice()

    assert asked == read


@pytest.mark.parametrize(("boards", "is_shown"), [(("south",), True), (("north",), False)])
def test_while_the_database_is_away_a_board_that_was_taken_from_somebody_is_not_shown(
    boards: tuple[str, ...], is_shown: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = BoardInfo("south", "South", datetime(2014, 6, 10, tzinfo=UTC), None, 1)

    def away() -> tuple[BoardInfo, ...]:
        raise StoreError("unavailable")

    monkeypatch.setattr(shown, "filled_boards", away)
    monkeypatch.setattr(looked_at, "board_code", lambda: None)
    monkeypatch.setattr(looked_at, "last_board", lambda: seen)
    monkeypatch.setattr(looked_at, "pinned", lambda _board: looked_at.Pin(1))
    monkeypatch.setattr(visitor, "identity", lambda: office(*boards))

    if is_shown:
        assert shown.shown_board() == seen
    else:
        with pytest.raises(StoreError):
            shown.shown_board()

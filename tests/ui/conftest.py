"""What tests of the screens share."""

from typing import Any

import pytest

from lib.ui import session


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the session keeps; nothing yet."""
    keeps: dict[str, Any] = {}
    monkeypatch.setattr(session.st, "session_state", keeps)
    monkeypatch.setattr(session, "get_session_state", lambda: keeps)
    return keeps

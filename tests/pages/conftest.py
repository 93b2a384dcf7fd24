"""Page tests have no browser behind them: they look as somebody who sits at the machine itself, unless they say otherwise."""

import pytest

from lib.identity import Identity, SignIn
from lib.ui import gate

HERE = Identity("tester", "tester", SignIn.NONE, local=True)


@pytest.fixture(autouse=True)
def at_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """The session's person owns the machine."""
    monkeypatch.setattr(gate, "of_session", lambda: HERE)

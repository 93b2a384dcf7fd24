"""What stands at the head of every page."""

import pytest

from lib.errors import DatabaseDamaged
from lib.i18n import Language
from lib.ui import frame


def test_what_is_wrong_is_said_once_by_the_page_and_not_by_its_masthead_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def damaged() -> None:
        raise DatabaseDamaged("damaged", place="main 1")

    monkeypatch.setattr(frame.shown, "shown", damaged)

    assert frame._title(Language.ZH) == ("阶段看板", False, "")

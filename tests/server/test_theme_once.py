"""The theme goes out as the framework writes it, and is written once."""

import pytest
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session

from lib.ui.serving import theme

SECTIONS = ("theme", "theme.light", "theme.dark", "theme.sidebar", "theme.light.sidebar", "theme.dark.sidebar")


@pytest.mark.parametrize("section", SECTIONS)
def test_each_section_is_written_as_the_framework_writes_it(section: str) -> None:
    theirs, ours, again = CustomThemeConfig(), CustomThemeConfig(), CustomThemeConfig()

    theme._write(theirs, section)
    theme._copy(ours, section)
    theme._copy(again, section)

    assert ours.SerializeToString() == again.SerializeToString() == theirs.SerializeToString()


def test_a_section_without_settings_leaves_no_trace_in_the_whole() -> None:
    whole = CustomThemeConfig()
    for section, part in (("theme.sidebar", whole.sidebar), ("theme", whole)):
        theme._copy(part, section)

    assert not whole.HasField("sidebar")


def test_settings_are_gone_through_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(theme, "_written", {})
    asked: list[str] = []
    write = theme._write
    monkeypatch.setattr(theme, "_write", lambda message, section: (asked.append(section), write(message, section)))

    for _ in range(3):
        theme._copy(CustomThemeConfig(), "theme.dark")

    assert asked == ["theme.dark"]


def test_the_framework_asks_by_the_name_that_we_answer_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app_session, "_populate_theme_msg", theme._write)

    theme.write_once()

    assert app_session._populate_theme_msg is theme._copy
    assert "_populate_theme_msg" in app_session.AppSession._create_new_session_message.__code__.co_names

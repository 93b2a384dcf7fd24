"""Whoever changes the language goes on with what they had chosen, in the new language's words."""

from streamlit.testing.v1 import AppTest

from lib.i18n import Language
from lib.schema import Audience
from lib.ui import meeting
from lib.ui.session import Key
from tests.pages.whole import run


def switched(app: AppTest, language: Language) -> AppTest:
    return app.button_group(key=Key.LANGUAGE).set_value(language).run()


def test_what_was_chosen_stands_and_is_said_anew() -> None:
    app = run("meeting", None)
    app.selectbox(key=meeting._AUDIENCE).select(Audience.PUBLIC).run()
    app.multiselect(key=meeting._SECTIONS).set_value(["overview", "late"]).run()
    app.multiselect(key="filter_lamps").set_value(["overdue"]).run()

    app = switched(app, Language.EN)

    room, sections, lamps = (
        app.selectbox(key=meeting._AUDIENCE),
        app.multiselect(key=meeting._SECTIONS),
        app.multiselect(key="filter_lamps"),
    )
    assert (room.value, sections.value, lamps.value) == (Audience.PUBLIC, ["overview", "late"], ["overdue"])
    assert room.proto.raw_value == "Public"
    assert list(sections.proto.raw_values) == ["Overall progress", "Overdue tasks"]
    assert list(lamps.proto.raw_values) == ["▲ Overdue"]
    assert not app.exception

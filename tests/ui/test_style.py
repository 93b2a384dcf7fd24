"""What the framework says in English alone is said in the reader's language by our own style sheet."""

import pytest

from lib.figures.tokens import ThemeName
from lib.i18n import Language
from lib.ui.markup import style


@pytest.mark.parametrize(
    ("language", "choose", "largest", "not_taken"),
    [
        (Language.ZH, "选择文件", "也可以直接拖到这里，不超过50 MB", "这个文件没有收下：超过50 MB，"),
        (Language.EN, "Choose a file", "or drop it here; up to 50 MB", "This file was not taken: it is larger than 50 MB,"),
    ],
)
def test_the_upload_field_speaks_the_readers_language(language: Language, choose: str, largest: str, not_taken: str) -> None:
    rules = style(ThemeName.LIGHT, language, 50)

    assert f'--pb-choose-file:"{choose}"' in rules
    assert f'--pb-largest-file:"{largest}"' in rules
    assert f'--pb-refused-file:"{not_taken}' in rules


@pytest.mark.parametrize(("language", "words"), [(Language.ZH, "跳到正文"), (Language.EN, "Skip to the page")])
def test_the_first_link_of_the_keyboard_speaks_the_readers_language(language: Language, words: str) -> None:
    assert f'--pb-skip:"{words}"' in style(ThemeName.LIGHT, language, 50)


def test_a_filled_button_that_may_not_be_pressed_keeps_the_frameworks_grey() -> None:
    """Out of use it is not filled: the colour for words on a fill would be white on white. A link has no :disabled, its attribute tells."""
    dressed = style(ThemeName.LIGHT, Language.ZH, 50)

    assert '.stApp button[kind^="primary"]:not(:disabled),.stApp a[kind^="primary"]:not([disabled]),' in dressed

"""What boards are called where one is chosen: by their titles, which several may share."""

from collections import Counter
from collections.abc import Sequence

from lib.i18n import Language, text
from lib.store import BoardInfo


def board_names(boards: Sequence[BoardInfo], language: Language) -> dict[str, str]:
    """A name for each board by its code; where several bear one title, the code stands beside it."""
    titles = {board.code: " ".join((board.title or board.code).split()) for board in boards}
    several = {title for title, n in Counter(titles.values()).items() if n > 1}
    return {
        code: text(language, "ui.board.same_title", title=title, code=code) if title in several else title for code, title in titles.items()
    }

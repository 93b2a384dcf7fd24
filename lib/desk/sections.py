"""The views within pages by name. To add one: a function that words it, a line here, its heading `ui.section.<page>.<name>`."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from lib.desk.duties import duties_section
from lib.desk.evidence import evidence_section
from lib.desk.lamps import lamp_words
from lib.desk.replan import replan_section
from lib.desk.section import Section
from lib.desk.talks import talks_section
from lib.i18n import Language

if TYPE_CHECKING:
    from lib.desk.board import Board

SECTIONS: Mapping[str, Callable[["Board", Language], Section]] = {
    "gates": lambda board, language: duties_section(board.duties, language),
    "replan": lambda board, language: replan_section(board.replan, language),
    "talks": lambda board, language: talks_section(board.talks, board.evaluations, language),
    "evidence": lambda board, language: evidence_section(board.evidence, lamp_words(board.disclosed.settings, language)),
}

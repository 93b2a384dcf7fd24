"""The views within pages by name. To add one: a function that words it, a line here, its heading `ui.section.<page>.<name>`."""

from collections.abc import Callable, Mapping

from lib.desk.duties import duties_section
from lib.desk.evidence import evidence_section
from lib.desk.lamps import lamp_words
from lib.desk.measures import Measures
from lib.desk.replan import replan_section
from lib.desk.section import Section
from lib.desk.talks import talks_section
from lib.i18n import Language

SECTIONS: Mapping[str, Callable[[Measures, Language], Section]] = {
    "gates": lambda measures, language: duties_section(measures.duties, language, is_part=measures.is_part),
    "replan": lambda measures, language: replan_section(measures.replan, language, is_part=measures.is_part),
    "talks": lambda measures, language: talks_section(measures.talks, measures.evaluations, language),
    "evidence": lambda measures, language: evidence_section(
        measures.evidence, lamp_words(measures.disclosed.settings, language), is_part=measures.is_part
    ),
}

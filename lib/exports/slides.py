"""Slides of a report: 16:9, one conclusion a slide over one chart or table, all native and open to editing.

A section whose chart or table does not fit at a size that the back row reads goes on over further slides. What a slide has no
room for (whole names, definitions, the rows behind a figure) stands in its notes. No number is computed here.
"""

import re
from collections.abc import Sequence
from datetime import datetime

from pptx.presentation import Presentation as Deck

from lib.exports.report import Report, Section, audience_named
from lib.exports.slides_bars import bar_pieces
from lib.exports.slides_gantt import gantt_pieces
from lib.exports.slides_heatmap import heatmap_pieces
from lib.exports.slides_lines import line_pieces, version_pieces
from lib.exports.slides_page import (
    BODY,
    BODY_SIZE,
    Head,
    Page,
    Piece,
    add_page,
    body_under,
    enlarge_title,
    note_height,
    short_note,
    title_size,
)
from lib.exports.slides_tables import table_pieces
from lib.exports.slides_text import LINE, broken, cut, fitting, height, shown
from lib.exports.slides_theme import MARGIN, WIDTH, deck_bytes, empty_deck
from lib.exports.slides_wall import wall_pieces
from lib.exports.slides_xml import Area, Paragraph, line
from lib.exports.table import Table
from lib.figures.spec import BarChart, ChartSpec, GanttChart, HeatmapChart, LineChart, VersionChart, WallChart
from lib.figures.tokens import Colour
from lib.i18n import Language, text
from lib.wording.key_figures import KeyFigure

_FIGURES_HEIGHT = 106.0
_LONGEST_PROPERTY = 255
_VALUE_SIZES = (44, 36, 30, 24, 18)


def render(report: Report) -> bytes:
    """The deck as a file: cover, sections in the order given, and how to read the lamps."""
    deck = empty_deck()
    _name_file(deck, report)
    _cover(deck, report)
    alone = [section for section in report.sections if _is_sentence_alone(section)]
    for section in report.sections:
        if len(alone) < 2 or section not in alone:
            _section(deck, report, section)
        elif section is alone[0]:
            _sentences(deck, report, alone)
    if not report.sections:
        _text_slides(deck, report, "", text(report.language, "slides.empty"), (), ())
    elif any(chart.has_lamps for section in report.sections for chart in section.charts):
        _text_slides(
            deck, report, "", text(report.language, "slides.lamps"), _each_on_a_line(report.provenance.lamp_rule, report.language), ()
        )
    return deck_bytes(deck)


def _each_on_a_line(rule: str, language: Language) -> tuple[str, ...]:
    """A rule of many clauses, a line a clause; the title above stands for the name that leads it."""
    lead = text(language, "wording.lamp.rules", rules="\n").partition("\n")[0]
    return tuple(re.split(r"(?<=[；;])\s*", rule.removeprefix(lead)))


def _name_file(deck: Deck, report: Report) -> None:
    known = deck.core_properties
    known.title, known.author, known.last_modified_by = shown(report.provenance.title)[:_LONGEST_PROPERTY], "Phaseboard", "Phaseboard"
    known.created = known.modified = datetime(report.provenance.day.year, report.provenance.day.month, report.provenance.day.day)  # noqa: DTZ001
    known.language = report.language.manners.locale
    known.subject, known.keywords, known.comments = report.provenance.as_of, "", report.provenance.version


def _cover(deck: Deck, report: Report) -> None:
    known, language = report.provenance, report.language
    wide = WIDTH - 2 * MARGIN
    page = add_page(deck, report, Head("", cut(known.title, wide, 12, 8)), (known.lamp_rule,))
    enlarge_title(page, cut(known.title, wide, 12, 8), top=120, tall=150, anchor="b")
    page.mark("rule", Area(MARGIN, 286, wide, 0), Colour.BRAND, weight=1.5)
    filters = known.filters or text(language, "slides.unfiltered")
    facts = [known.as_of, known.version, filters, audience_named(known.audience, language)]
    facts += [text(language, "slides.sample")] if known.is_sample else []
    size = fitting(facts, wide, 150, (20, 18, 16, 14, 12)) or 12
    page.write("kind", Area(MARGIN, 298, wide, 40), [line(text(language, "report.kind"), 24)])
    page.write("facts", Area(MARGIN, 342, wide, 150), [line(fact, size) for fact in facts])


def _is_sentence_alone(section: Section) -> bool:
    """Whether there is nothing to show beside a sentence."""
    things: list[ChartSpec | Table] = [*section.charts, *section.tables]
    return not section.figures and not section.remarks and all(each.is_empty for each in things)


def _sentences(deck: Deck, report: Report, sections: Sequence[Section]) -> None:
    """Sections that are a sentence each on one slide, each sentence once; one that stands over another section's slide is left out."""
    language = report.language
    said = {section.sentence for section in report.sections if section not in sections}
    names: dict[str, list[str]] = {}
    for section in sections:
        if section.sentence not in said:
            names.setdefault(section.sentence, []).append(section.title)
    comma = text(language, "wording.join.list")
    lines = [text(language, "slides.alone.line", names=comma.join(each), sentence=sentence) for sentence, each in names.items()]
    if lines:
        notes = dict.fromkeys(note for section in sections for note in _notes(section, language))
        _text_slides(deck, report, "", text(language, "slides.alone"), lines, tuple(notes))


def _section(deck: Deck, report: Report, section: Section) -> None:
    """One section: its figures with the first of its charts and tables, then the others, a slide each or more."""
    language = report.language
    notes = _notes(section, language)
    fits = title_size(shown(section.sentence)) is not None
    title = section.sentence if fits else section.title
    things: list[ChartSpec | Table] = [*section.charts, *section.tables]
    shown_things = [each for each in things if not each.is_empty]
    remarks = tuple(section.remarks) if fits else (section.sentence, *section.remarks)
    together = language.manners.gap.join(remarks)
    beneath = together if fits and note_height(together) < 60 else ""
    if not shown_things or (remarks and not beneath):
        has_figures = bool(section.figures) and not shown_things
        if has_figures:
            _figures_slide(deck, report, section, title, notes)
        if remarks or not has_figures:
            _text_slides(deck, report, section.title, title, remarks, notes)
    figures = section.figures if shown_things else ()
    for place, thing in enumerate(shown_things):
        _thing(deck, report, Head(section.title, title), thing, figures if not place else (), beneath if not place else "", notes)


def _figures_slide(deck: Deck, report: Report, section: Section, title: str, notes: Sequence[str]) -> None:
    page = add_page(deck, report, Head(section.title, title), notes)
    _draw_figures(page, BODY, section.figures)


def _thing(
    deck: Deck, report: Report, head: Head, thing: ChartSpec | Table, figures: Sequence[KeyFigure], beneath: str, notes: Sequence[str]
) -> None:
    """A chart or a table on its slides."""
    language = report.language
    own = thing.note if isinstance(thing, ChartSpec) else ""
    whole = language.manners.gap.join(part for part in (beneath, own) if part)
    note = short_note(whole)
    heading = thing.title + (f"　{thing.subtitle}" if isinstance(thing, ChartSpec) and thing.subtitle else "")
    area = body_under(heading, note)
    room = area.below(_FIGURES_HEIGHT) if figures else area
    pieces = _pieces(thing, room, language)
    for place, piece in enumerate(pieces):
        part = text(language, "slides.part", title=heading, n=place + 1, total=len(pieces)) if len(pieces) > 1 else heading
        extra = [thing.alt] if isinstance(thing, ChartSpec) else []
        extra += [own] if note != whole else []
        named = Head(head.kicker, head.title, part, _FIGURES_HEIGHT if figures else 0)
        page = add_page(deck, report, named, (*notes, *extra, *piece.notes), note)
        if figures:
            _draw_figures(page, BODY, figures)
        piece.draw(page, room)


def _pieces(thing: ChartSpec | Table, area: Area, language: Language) -> list[Piece]:
    match thing:
        case BarChart():
            return bar_pieces(thing, area, language)
        case LineChart():
            return line_pieces(thing)
        case VersionChart():
            return version_pieces(thing)
        case GanttChart():
            return gantt_pieces(thing, area, language)
        case WallChart():
            return wall_pieces(thing, area)
        case HeatmapChart():
            return heatmap_pieces(thing, area)
    assert isinstance(thing, Table)
    return table_pieces(thing, area, language)


def _draw_figures(page: Page, area: Area, figures: Sequence[KeyFigure]) -> None:
    """The key figures in a row: what it is, its value, and of what."""
    each = area.width / len(figures)
    for place, figure in enumerate(figures):
        spot = Area(area.left + place * each, area.top, each - 14, _FIGURES_HEIGHT - 10)
        value = fitting([figure.value], spot.width, 56, _VALUE_SIZES) or _VALUE_SIZES[-1]
        colour = Colour.OVERDUE if figure.is_bad else Colour.INK
        context = fitting([figure.context], spot.width, 34, (14, 12)) or 12
        words = [
            line(figure.label, 16, Colour.MUTED),
            line(figure.value, value, colour, is_bold=True),
            line(figure.context, context, Colour.MUTED),
        ]
        page.write(f"figure {place + 1}", spot, words)


def _text_slides(deck: Deck, report: Report, kicker: str, title: str, paragraphs: Sequence[str], notes: Sequence[str]) -> None:
    """Sentences as a slide's body, over as many slides as they need."""
    most = int(BODY.height / (BODY_SIZE * LINE + 2)) - 1
    lines = [part for each in paragraphs if each for part in _paragraph_parts(shown(each), most)]
    slides: list[list[Paragraph]] = [[]]
    used = 0.0
    for part in lines:
        tall = height([part], BODY.width, BODY_SIZE) + 8
        if slides[-1] and used + tall > BODY.height:
            slides.append([])
            used = 0.0
        slides[-1].append(line(part, BODY_SIZE))
        used += tall
    for words in slides:
        page = add_page(deck, report, Head(kicker, title), notes)
        if words:
            page.write("body", BODY, words)
        else:
            enlarge_title(page, title)


def _paragraph_parts(paragraph: str, most: int) -> list[str]:
    """A paragraph in parts of at most so many lines."""
    lines = broken(paragraph, BODY.width, BODY_SIZE)
    return ["".join(lines[first : first + most]).rstrip("\n") for first in range(0, len(lines), most)]


def _notes(section: Section, language: Language) -> tuple[str, ...]:
    """What the speaker may be asked: the sentence, what it rests on, and what each figure means."""
    meanings = [text(language, "slides.notes.definition", name=each.name, meaning=each.meaning) for each in section.definitions]
    return (section.sentence, *section.remarks, *meanings, section.behind)

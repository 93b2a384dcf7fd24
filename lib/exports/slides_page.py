"""A slide of the deck: kicker, conclusion as title, a heading, room for one thing, what must be known beneath, footer and notes.

Lengths are points. What does not fit the title at a size that the back row reads goes on slides of its own.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Deck
from pptx.shapes.graphfrm import GraphicFrame

from lib.exports.report import Report, audience_named
from lib.exports.slides_text import LINE, by_clauses, cut, fitting, height, shown, width
from lib.exports.slides_theme import FOOTER_HEIGHT, FOOTER_TOP, MARGIN, NUMBER_WIDTH, TITLE_HEIGHT, TITLE_TOP, WIDTH
from lib.exports.slides_xml import Area, Paragraph, box_xml, emu, line, mark_xml, number_xml, paragraph_xml
from lib.figures.tokens import Colour
from lib.i18n import Language, text

TITLE_SIZES = (28, 26, 24, 22, 20)
BODY_SIZE = 18.0
HEADING_SIZE = 16.0
NOTE_SIZES = (14, 12)
_FOOTER_SIZE = 10.5
_KICKER_SIZE = 14.0
_BODY_TOP = TITLE_TOP + TITLE_HEIGHT + 4
_NOTE_LINES = 3
_MOST_NOTE_LINES = 5
_BODY_WIDTH = WIDTH - 2 * MARGIN
BODY = Area(MARGIN, _BODY_TOP, _BODY_WIDTH, FOOTER_TOP - 8 - _BODY_TOP)
"""What a slide has between its title and its footer."""


@dataclass(slots=True, eq=False)
class Page:
    """One slide being drawn."""

    slide: Any
    language: Language

    def next_number(self) -> int:
        """A number that no shape of the slide bears."""
        return int(self.slide.shapes._next_shape_id)

    def draw(self, xml: str) -> None:
        """Put a shape on the slide, above what is there."""
        self.slide.shapes._spTree.append(parse_xml(xml))

    def write(self, name: str, area: Area, paragraphs: Sequence[Paragraph], anchor: str = "t") -> None:
        """Put a box of text on the slide."""
        self.draw(box_xml(self.next_number(), name, area, paragraphs, self.language.manners.office_tag, anchor))

    def mark(self, name: str, area: Area, colour: Colour, shape: str = "rect", *, is_hollow: bool = False, weight: float = 1.0) -> None:
        """Lay a mark over a chart."""
        self.draw(mark_xml(self.next_number(), name, area, colour, shape, is_hollow=is_hollow, weight=weight))


Drawer = Callable[[Page, Area], None]
"""Draws one thing into a part of a slide."""


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """What one slide shows: drawn into an area, with a sentence beneath and further notes for the speaker."""

    draw: Drawer
    note: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above: the section's name, its conclusion, and what this slide shows of it.

    `figures_height` is the room between the conclusion and the heading, which is that of the thing beneath it and of no figure.
    """

    kicker: str
    title: str
    heading: str = ""
    figures_height: float = 0


def note_height(note: str) -> float:
    """The room that a note takes beneath, its distance included; 0 for none."""
    if not note:
        return 0.0
    size = _note_size(note)
    return height([note], _BODY_WIDTH, size) + 6


def short_note(note: str) -> str:
    """A note as far as a slide has room for it; what is cut must stand in the speaker's notes."""
    return cut(note, _BODY_WIDTH, NOTE_SIZES[-1], _MOST_NOTE_LINES)


def _note_size(note: str) -> float:
    return fitting([note], _BODY_WIDTH, _NOTE_LINES * NOTE_SIZES[0] * LINE, NOTE_SIZES) or NOTE_SIZES[-1]


def title_size(sentence: str) -> float | None:
    """The size at which a sentence fits the title; None where it must go on slides of its own."""
    return fitting([sentence], _BODY_WIDTH - 4, TITLE_HEIGHT, TITLE_SIZES)


def _clean_size(sentence: str) -> float:
    """The size of a title: the largest that fits, or one or two below it where its lines then end with clauses."""
    largest = title_size(sentence) or TITLE_SIZES[-1]
    room = _BODY_WIDTH - 4
    near = [size for size in TITLE_SIZES if largest - 4 <= size <= largest]
    clean = (size for size in near if by_clauses(sentence, room, size) != sentence or width(sentence, size) <= room)
    return next(clean, largest)


def body_under(heading: str, note: str) -> Area:
    """What is left between a heading and a note."""
    below = BODY.below(HEADING_SIZE * LINE + 6) if heading else BODY
    return Area(below.left, below.top, below.width, below.height - note_height(note))


def add_page(deck: Deck, report: Report, head: Head, notes: Sequence[str], note: str = "") -> Page:
    """A new slide with everything but its body."""
    page = Page(deck.slides.add_slide(deck.slide_layouts[0]), report.language)
    code = report.language.manners.office_tag
    size = _clean_size(head.title)
    _set_title(page, head.title, _BODY_WIDTH - 4, size)
    if head.kicker:
        page.write(
            "kicker", Area(MARGIN, 12, _BODY_WIDTH, 20), [line(cut(head.kicker, _BODY_WIDTH, _KICKER_SIZE), _KICKER_SIZE, Colour.MUTED)]
        )
    if head.heading:
        words = cut(head.heading, _BODY_WIDTH, HEADING_SIZE)
        page.write(
            "heading",
            Area(MARGIN, BODY.top + head.figures_height, _BODY_WIDTH, HEADING_SIZE * LINE),
            [line(words, HEADING_SIZE, is_bold=True)],
        )
    if note:
        room = note_height(note)
        area = Area(MARGIN, BODY.bottom - room + 6, _BODY_WIDTH, room - 6)
        page.write("note", area, [line(note, _note_size(note), Colour.MUTED)])
    _footer(page, report)
    _speak(page, notes, code)
    return page


def enlarge_title(page: Page, words: str, top: float = 170, tall: float = 170, anchor: str = "ctr") -> None:
    """Let a title that stands alone fill its part of the slide."""
    title = page.slide.shapes.title
    size = fitting([words], _BODY_WIDTH, tall, (40, 36, 32, 28, 24, 20, 16, 12)) or 12
    title.left, title.top, title.width, title.height = (emu(n) for n in (MARGIN, top, _BODY_WIDTH, tall))
    _set_title(page, words, _BODY_WIDTH, size)
    title._element.txBody.bodyPr.set("anchor", anchor)


def frame_of(shape: GraphicFrame, name: str, alt: str) -> None:
    """Name a chart and describe it for those who do not see it."""
    properties = shape._element.nvGraphicFramePr.cNvPr
    properties.set("name", name)
    properties.set("descr", alt)


def _imprint(report: Report, room: float) -> str:
    """What each slide says of itself in so much room: board, version, day, filters, audience; title and filters give way, the cover has them whole."""
    known, language = report.provenance, report.language
    filters = known.filters or text(language, "slides.unfiltered")
    about = [
        known.version,
        known.as_of,
        filters,
        audience_named(known.audience, language),
        text(language, "slides.sample") if known.is_sample else "",
    ]
    said = " · ".join(part for part in about if part)
    board = cut(known.title, max(room - width(f" · {said}", _FOOTER_SIZE), room * 0.3), _FOOTER_SIZE)
    over = width(f"{board} · {said}", _FOOTER_SIZE) - room
    if over > 0:
        about[2] = cut(filters, max(width(filters, _FOOTER_SIZE) - over, 0.0), _FOOTER_SIZE)
    return cut(" · ".join(part for part in (board, *about) if part), room, _FOOTER_SIZE)


def _set_title(page: Page, words: str, room: float, size: float) -> None:
    """Write the title, its lines ended where clauses end."""
    paragraph = line(by_clauses(shown(words), room, size), size, Colour.BRAND, is_bold=True)
    body = page.slide.shapes.title._element.txBody
    body.bodyPr.set("anchor", "t")
    for side in ("lIns", "tIns", "rIns", "bIns"):
        body.bodyPr.set(side, "0")
    for old in body.findall(qn("a:p")):
        body.remove(old)
    body.append(_parsed(paragraph, page.language.manners.office_tag))


def _footer(page: Page, report: Report) -> None:
    room = _BODY_WIDTH - NUMBER_WIDTH
    page.write("footer", Area(MARGIN, FOOTER_TOP, room, FOOTER_HEIGHT), [line(_imprint(report, room), _FOOTER_SIZE, Colour.MUTED)])
    area = Area(WIDTH - MARGIN - NUMBER_WIDTH, FOOTER_TOP, NUMBER_WIDTH, FOOTER_HEIGHT)
    page.draw(number_xml(page.next_number(), area, report.language.manners.office_tag, _FOOTER_SIZE))


def _speak(page: Page, notes: Sequence[str], code: str) -> None:
    """Write what the speaker may need; the notes give the sentence first."""
    said = [note for note in notes if note]
    frame = page.slide.notes_slide.notes_text_frame if said else None
    if frame is None:
        return
    body = frame._txBody
    for old in body.findall(qn("a:p")):
        body.remove(old)
    for note in said:
        body.append(_parsed(line(note, 12), code))


def _parsed(paragraph: Paragraph, code: str) -> Any:
    spaces = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    return parse_xml(paragraph_xml(paragraph, code).replace("<a:p>", f"<a:p {spaces}>", 1))

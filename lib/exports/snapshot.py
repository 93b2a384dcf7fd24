"""The snapshot: one HTML file that is read, printed and presented, with no network and no second file.

Its words stand in the page as text, its charts as descriptions that Plotly draws on the spot, and Plotly itself is part of the
file. The page forbids itself every request and every script but its own; text from a workbook is never markup.
"""

import hashlib
from functools import cache
from pathlib import Path

from lib.exports import snapshot_charts, snapshot_markup
from lib.exports.report import Report, audience_named
from lib.exports.script_hash import hash_of
from lib.exports.snapshot_safety import css_text, json_text
from lib.figures.plotly import plotly_script
from lib.figures.tokens import FONT_STACK, THEMES, Colour, ThemeName
from lib.i18n import Language, text

_ASSETS = Path(__file__).parent / "assets"
_STYLES = ("snapshot.css", "snapshot_stage.css", "snapshot_paper.css")
_SCRIPTS = ("snapshot_charts.js", "snapshot_slides.js", "snapshot_stage.js")
_WORDS = (
    "screen",
    "cover",
    "first_key",
    "first_touch",
    "contents",
    "more_columns",
    "resume",
    "black",
    "part",
    "typed",
    "sideways",
)


def render(report: Report) -> bytes:
    """The whole file, in UTF-8."""
    language = report.language
    charts = snapshot_charts.of_report(report)
    content = json_text({"charts": charts.charts, "dark": charts.dark, "config": charts.config, "words": _words(language)})
    body = snapshot_markup.page(report, charts.numbers)
    return (
        f'<!doctype html>\n<html lang="{language.manners.tag}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy()}">\n'
        f'<meta name="phaseboard-digest" content="{_digest(body, content)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="referrer" content="no-referrer">\n<link rel="icon" href="data:,">\n'
        f"<title>{snapshot_markup.page_title(report)}</title>\n<style>{_tokens()}\n{_style()}\n{_margins(report)}</style>\n</head>\n<body>\n"
        f'{body}\n<script type="application/json" id="content">{content}</script>\n'
        f"<script>{plotly_script()}</script>\n<script>{_script()}</script>\n</body>\n</html>\n"
    ).encode()


def _digest(*parts: str) -> str:
    """What tells two files of one length apart by their first lines: the framework knows a large file by its head, its middle and its end."""
    return hashlib.blake2b("\0".join(parts).encode(), digest_size=20).hexdigest()


def policy() -> str:
    """The page's own policy: two scripts by their hashes, and nothing from anywhere."""
    return (
        f"default-src 'none'; script-src {hash_of(plotly_script())} {hash_of(_script())}; style-src 'unsafe-inline'; "
        "img-src data: blob:; connect-src 'none'; base-uri 'none'; form-action 'none'"
    )


@cache
def _script() -> str:
    """Our own script; one function, so that it leaves no name behind."""
    parts = "\n".join((_ASSETS / name).read_text(encoding="utf-8") for name in _SCRIPTS)
    return f'(() => {{\n"use strict"\n{parts}\n}})()'


@cache
def _style() -> str:
    return "\n".join((_ASSETS / name).read_text(encoding="utf-8") for name in _STYLES)


@cache
def _tokens() -> str:
    """Colours by name; paper is always light."""
    light, dark = (";".join(f"--{token}:{THEMES[theme][token]}" for token in Colour) for theme in (ThemeName.LIGHT, ThemeName.DARK))
    faces = ",".join(f'"{face}"' if " " in face else face for face in FONT_STACK.split(", "))
    return f":root{{{light};--face:{faces}}}\n@media screen{{:root[data-theme=dark]{{{dark}}}}}"


def _margins(report: Report) -> str:
    """The running header and footer of the printed report."""
    language, about = report.language, report.provenance
    before, between, after = (text(language, f"snapshot.page.{part}") for part in ("before", "between", "after"))
    number = f'"{css_text(before)}" counter(page) "{css_text(between)}" counter(pages) "{css_text(after)}"'
    left = text(language, "snapshot.join").join(part for part in (about.version, audience_named(about.audience, language)) if part)
    boxes = (
        ("top-left", f'"{css_text(about.title)}"'),
        ("top-right", f'"{css_text(about.as_of)}"'),
        ("bottom-left", f'"{css_text(left)}"'),
        ("bottom-right", number),
    )
    return "@page{" + "".join(f"@{place}{{content:{content}}}" for place, content in boxes) + "}"


def _words(language: Language) -> dict[str, str]:
    """What the script itself says; its placeholders are filled in there."""
    return {key: text(language, f"snapshot.script.{key}") for key in _WORDS} | {"comma": text(language, "wording.join.list")}

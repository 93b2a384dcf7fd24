"""The documents hold together: pictures are there, small and of both languages alike, and every link leads somewhere."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
GUIDES = {language: ROOT / "docs" / f"guide.{language}.md" for language in ("zh", "en")}
DOCUMENTS = (*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md")))
MOST_BYTES, MOST_PICTURES = 120_000, 12


def pictures_of(language: str) -> list[str]:
    """What a guide shows, in its order."""
    return re.findall(rf"!\[[^\]]+\]\(pictures/([a-z]+)\.{language}\.png\)", GUIDES[language].read_text(encoding="utf-8"))


def test_both_guides_show_the_same_pictures_each_once_and_at_most_twelve():
    assert pictures_of("zh") == pictures_of("en")
    assert len(set(pictures_of("zh"))) == len(pictures_of("zh")) <= MOST_PICTURES


def test_every_picture_is_shown_and_none_is_large():
    sizes = {path.name: path.stat().st_size for path in PICTURES.iterdir()}

    assert set(sizes) == {f"{name}.{language}.png" for language in GUIDES for name in pictures_of(language)}
    assert {name: size for name, size in sizes.items() if size > MOST_BYTES} == {}


def anchors(document: Path) -> set[str]:
    """The places in a document to which a link may lead: its headings, as the usual viewers name them."""
    headings = re.findall(r"^#+ (.+)$", document.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_leads_to_a_file_and_a_heading(document: Path):
    words = re.sub(r"```.*?```", "", document.read_text(encoding="utf-8"), flags=re.DOTALL)
    lost = []
    for target in re.findall(r"\]\(([^)\s]+)\)", words):
        name, _, anchor = target.partition("#")
        place = (document.parent / name).resolve() if name else document
        if not name.startswith("http") and (not place.exists() or (anchor and anchor not in anchors(place))):
            lost.append(target)

    assert lost == []

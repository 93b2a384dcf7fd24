"""The snapshot read back: what the report says stands in the file, whole, and the file needs nothing and nobody else."""

import base64
import hashlib
import html
import json
import re
from dataclasses import replace
from datetime import date

import lxml.html
import pytest
from lxml.html import HtmlElement

from lib.access import disclose
from lib.desk.board import Board
from lib.desk.opening import open_bundled
from lib.desk.reporting import SECTIONS, report
from lib.desk.section import KEY_COLUMN
from lib.exports.presented_rows import presented_rows
from lib.exports.registry import EXPORTS
from lib.exports.report import Provenance, Report, Section
from lib.exports.snapshot import render
from lib.exports.snapshot_safety import css_text, json_text, markup_text
from lib.figures.spec import BarChart, BarSeries, GanttChart, LineChart, WallChart
from lib.figures.tokens import Colour, Style, ThemeName
from lib.i18n import LANGUAGES, Language
from lib.metrics.filters import Filters
from lib.schema import Audience, Task
from lib.settings import settings
from lib.wording.definitions import FigureId
from lib.wording.key_figures import KeyFigure
from tests.exports.reports import written_section, written_table

MOST_BYTES = 6_000_000
WAY_BACK = {Language.ZH: "见工作簿", Language.EN: "Sheet row"}
"""On a phone each cell stands under its heading: one without any hung beside the unit unexplained."""

DAY = date(2014, 6, 10)
EVIL = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\"'&\u2028\u202e ]]> {n} <!--"
ABOUT = Provenance("某校活动", "第3版", "截至2014年6月10日", DAY, "", "全体通报", "", False, "某校活动_2014-06-10_第3版")


@pytest.fixture(scope="module")
def board() -> Board:
    return Board(disclose(open_bundled(settings()).workbook, Audience.ALL_MEMBERS), Filters(), DAY)


@pytest.fixture(scope="module", params=LANGUAGES)
def sample(request: pytest.FixtureRequest, board: Board) -> Report:
    return report(board, open_bundled(settings()), tuple(SECTIONS), "", request.param)


@pytest.fixture(scope="module")
def file(sample: Report) -> bytes:
    return render(sample)


@pytest.fixture(scope="module")
def page(file: bytes) -> HtmlElement:
    return lxml.html.fromstring(file.decode())


def make_report(*sections: Section, about: Provenance = ABOUT, language: Language = Language.ZH) -> Report:
    return Report(language, about, sections)


def words(element: HtmlElement) -> str:
    """The element's text as it is shown, spaces and line breaks apart."""
    return "".join(element.text_content().split())


def of_class(page: HtmlElement, name: str) -> list[HtmlElement]:
    return [each for each in page.iter() if name in (each.get("class") or "").split()]


def squeezed(text: str) -> str:
    return "".join("".join(char if char.isprintable() else " " for char in text).split())


def content(page: HtmlElement) -> dict[str, object]:
    found = json.loads(page.get_element_by_id("content").text)
    assert isinstance(found, dict)
    return found


def test_a_report_without_sections_is_a_page_that_says_so() -> None:
    page = lxml.html.fromstring(render(make_report()).decode())

    assert "还没有可以汇报的内容" in words(page.get_element_by_id("report"))
    assert of_class(page, "section") == []
    assert content(page)["charts"] == []


def test_the_snapshot_is_an_export() -> None:
    assert EXPORTS["html"].suffix == ".html"
    assert EXPORTS["html"].render is render


def test_the_file_is_light_enough_to_hand_round(file: bytes) -> None:
    assert len(file) <= MOST_BYTES


def test_equal_reports_give_equal_files(sample: Report, file: bytes) -> None:
    assert render(sample) == file


def test_two_files_of_one_length_differ_in_their_first_lines_wherever_their_reports_differ(sample: Report, file: bytes) -> None:
    """The framework names a large file by its length, its ends and its middle."""
    last = sample.sections[-1]
    other = render(replace(sample, sections=(*sample.sections[:-1], replace(last, sentence=last.sentence[::-1]))))

    assert len(other) == len(file)
    assert other[:2048] != file[:2048]


def test_every_sentence_figure_remark_and_definition_stands_in_its_section(sample: Report, page: HtmlElement) -> None:
    for section in sample.sections:
        shown = words(page.get_element_by_id(section.name))
        expected = [section.title, section.sentence, *section.remarks, section.behind]
        expected += [part for each in section.figures for part in (each.label, each.value, each.context)]
        expected += [part for each in section.definitions for part in (each.name, each.meaning)]
        expected += [part for each in section.charts for part in (each.title, each.subtitle, each.note)]

        assert [part for part in expected if squeezed(part) not in shown] == []


def test_the_space_that_holds_a_number_and_its_name_together_stays_one(sample: Report, page: HtmlElement) -> None:
    joined = [section.sentence for section in sample.sections if "\u00a0" in section.sentence]

    assert joined
    assert [each for each in joined if each not in page.text_content()] == []


def test_every_table_has_every_row_and_every_cell(sample: Report, page: HtmlElement) -> None:
    tables = [table for section in sample.sections for table in section.tables]
    shown = page.xpath(".//table")

    assert len(shown) == len(tables) >= 8
    for table, element in zip(tables, shown, strict=True):
        headed = [heading if name != KEY_COLUMN else WAY_BACK[sample.language] for name, heading in table.headings]
        assert [words(head) for head in element.xpath(".//th")] == [squeezed(heading) for heading in headed]
        rows = [[words(cell) for cell in row.xpath("./td")] for row in element.xpath("./tbody/tr")]
        columns = [name for name, _ in table.headings]
        assert rows == [[squeezed(cell) for cell in line] for line in table.cells[columns].fillna("").astype("str").to_numpy().tolist()]


def test_every_chart_is_there_for_page_phone_and_wall_with_a_text_for_those_who_do_not_see_it(sample: Report, page: HtmlElement) -> None:
    specs = [spec for section in sample.sections for spec in section.charts]
    places = page.xpath(".//*[@data-chart]")
    charts = content(page)["charts"]
    assert isinstance(charts, list)

    assert len(charts) == len(places) == len(specs) == 7
    assert [place.get("data-chart") for place in places] == [str(n) for n in range(7)]
    assert [words(place) for place in places] == [squeezed(spec.alt) for spec in specs]
    for chart in charts:
        assert chart["phone"]["light"]["data"]
        assert all(part["light"]["data"] for kind in ("page", "wall") for part in chart[kind])


def test_every_number_of_a_chart_is_in_its_drawing(sample: Report, page: HtmlElement) -> None:
    charts = content(page)["charts"]
    assert isinstance(charts, list)
    for spec, chart in zip((spec for section in sample.sections for spec in section.charts), charts, strict=True):
        for kind in ("page", "wall"):
            drawn = squeezed(html.unescape(json.dumps(chart[kind], ensure_ascii=False)))
            if isinstance(spec, BarChart):
                assert [label for label in spec.end_labels if squeezed(label) not in drawn] == []
            if isinstance(spec, LineChart):
                assert [each.label for each in spec.series if squeezed(each.label) not in drawn] == []
            if isinstance(spec, GanttChart):
                assert [row.ref for row in spec.rows if row.ref and row.end and f'"{row.ref}"' not in drawn] == []
            if isinstance(spec, WallChart):
                assert [line.caption for line in spec.lines if squeezed(line.caption) not in drawn] == []


def test_the_whole_file_says_where_its_figures_come_from(sample: Report, page: HtmlElement) -> None:
    about = sample.provenance
    for place in (of_class(page, "masthead")[0], page.get_element_by_id("imprint")):
        shown = words(place)
        assert [part for part in (about.title, about.version, about.as_of, about.audience) if squeezed(part) not in shown] == []
    assert squeezed(about.lamp_rule) in words(page)


def test_a_sample_is_marked_on_every_screen_and_another_board_is_not() -> None:
    marked = render(make_report(about=replace(ABOUT, is_sample=True))).decode()

    assert marked.count('<span class="mark">') == 2
    assert '<span class="mark">' not in render(make_report()).decode()


def test_the_page_names_its_language(sample: Report, page: HtmlElement) -> None:
    assert page.getroottree().getroot().get("lang") == {Language.ZH: "zh-CN", Language.EN: "en"}[sample.language]


def test_the_file_asks_nobody_for_anything(file: bytes, page: HtmlElement) -> None:
    fetching = page.xpath(".//img|.//iframe|.//object|.//embed|.//audio|.//video|.//source|.//form|.//*[@src]")
    addresses = {link.get("href") for link in page.xpath(".//*[@href]")}
    styles = "".join(style.text for style in page.xpath(".//style"))

    assert fetching == []
    assert {address for address in addresses if not address.startswith("#")} == {"data:,"}
    assert "url(" not in styles
    assert "@import" not in styles
    assert "sendDataToCloud" not in str(content(page)["config"])


def test_no_script_runs_but_those_that_the_page_names(file: bytes, page: HtmlElement) -> None:
    policy = page.xpath(".//meta[@http-equiv='Content-Security-Policy']")[0].get("content")
    running = [script for script in page.xpath(".//script") if script.get("type") != "application/json"]
    hashes = ["'sha256-" + base64.b64encode(hashlib.sha256(script.text.encode()).digest()).decode() + "'" for script in running]
    allowed = re.search(r"script-src ([^;]*);", policy)

    assert allowed
    assert allowed.group(1).split() == hashes
    assert "default-src 'none'" in policy
    assert "connect-src 'none'" in policy
    assert "unsafe-eval" not in policy


def hostile_report() -> Report:
    """Evil in every place where a workbook's text may stand."""
    chart = BarChart(
        name="x", language=Language.ZH, title=EVIL, subtitle=EVIL, note=EVIL, alt=EVIL, categories=(EVIL,),
        series=(BarSeries(EVIL, Style(Colour.DONE), (3,), (EVIL,)),), end_labels=(EVIL,),
    )  # fmt: skip
    figure = KeyFigure(FigureId.TOTAL, EVIL, EVIL, EVIL, EVIL)
    section = Section("overview", EVIL, EVIL, (EVIL,), (figure,), (chart,), (), (), EVIL)
    about = Provenance(EVIL, EVIL, EVIL, DAY, EVIL, EVIL, EVIL, True, "x")
    return make_report(section, about=about)


def test_text_from_a_workbook_is_never_markup() -> None:
    file = render(hostile_report()).decode()
    page = lxml.html.fromstring(file)
    plain = lxml.html.fromstring(render(make_report(Section("overview", "", ""))).decode())

    assert len(page.xpath(".//script")) == len(plain.xpath(".//script")) == 3
    assert page.xpath(".//img|.//*[@onerror]") == []
    assert len(page.xpath(".//style")) == 1
    assert squeezed(EVIL) in words(page.get_element_by_id("overview"))
    assert content(page)


@pytest.mark.parametrize(
    ("text", "markup", "script", "style"),
    [
        ("甲 1", "甲 1", '"甲 1"', "甲\\20 1"),
        ("</script>", "&lt;/script&gt;", '"\\u003c/script\\u003e"', "\\3c \\2f script\\3e "),
        ('"&', "&quot;&amp;", '"\\"\\u0026"', "\\22 \\26 "),
        ("a\u2028b", "a b", '"a\\u2028b"', "a\\20 b"),
        ("王\ue863\U000323b0", "王\ue863\U000323b0", '"王\ue863\U000323b0"', "王\\e863 \\323b0 "),
        ("甲\ufffe\u202e乙", "甲  乙", '"甲\ufffe\u202e乙"', "甲\\20 \\20 乙"),
    ],
)
def test_text_is_written_for_where_it_stands(text: str, markup: str, script: str, style: str) -> None:
    assert markup_text(text) == markup
    assert json_text(text) == script
    assert json.loads(script) == text
    assert css_text(text) == style


def test_the_dark_theme_is_the_light_one_in_other_colours(page: HtmlElement) -> None:
    found = content(page)
    charts = found["charts"]
    assert isinstance(charts, list)
    figures = [figure for chart in charts for figure in (chart["phone"], *chart["page"], *chart["wall"])]

    assert [figure for figure in figures if "dark" in figure] == []
    assert found["dark"]


def test_nothing_on_the_wall_is_smaller_than_four_metres_allow(page: HtmlElement) -> None:
    """24 pixels of a screen of 1920 by 1080."""
    charts = content(page)["charts"]
    assert isinstance(charts, list)
    fonts = [
        font["size"]
        for chart in charts
        for part in chart["wall"]
        for font in fonts_of(part["light"])
    ]  # fmt: skip

    assert fonts
    assert min(fonts) >= 24


def fonts_of(node: object) -> list[dict[str, float]]:
    """Every font named in a figure."""
    if isinstance(node, list):
        return [font for each in node for font in fonts_of(each)]
    if not isinstance(node, dict):
        return []
    own = [value for key, value in node.items() if key.endswith("font") and isinstance(value, dict) and "size" in value]
    return own + [font for value in node.values() for font in fonts_of(value)]


def test_a_theme_is_named_for_paper_and_both_for_the_screen(page: HtmlElement) -> None:
    styles = "".join(style.text for style in page.xpath(".//style"))

    assert "@page poster { size: A3 landscape" in styles
    assert "@page { size: A4 portrait" in styles
    assert f"[data-theme={ThemeName.DARK}]" in styles


def test_a_long_table_stands_whole_in_the_file_and_says_how_much_of_it_is_presented() -> None:
    table = written_table([(str(n), f"第{n}项工作") for n in range(1, 371)], ("序号", "工作"))
    made = of_class(lxml.html.fromstring(render(make_report(written_section(table))).decode()), "roll")[0].find("table")

    assert len(made.findall("tbody/tr")) == 370
    assert int(made.get("data-most")) == presented_rows(table) == 48
    assert made.get("data-left").startswith("本表其余322行不在此列出")


def test_a_window_that_repeats_its_phrase_is_marked_and_another_is_not() -> None:
    """On a phone the cells of a row stand beneath each other, where both would say 3月中旬."""
    named = {Task.DUE_TEXT: "完成时限", Task.END: "时限窗口"}
    rows = [("3月中旬", "3月中旬"), ("3月-8月", "3月至8月"), ("第3周前", "3月16日前")]
    table = replace(written_table(rows, tuple(named)), headings=tuple(named.items()))
    made = of_class(lxml.html.fromstring(render(make_report(written_section(table))).decode()), "roll")[0].find("table")
    told = [["again" in cell.get("class", "").split() for cell in row] for row in made.findall("tbody/tr")]

    assert told == [[False, True], [False, True], [False, False]]


def test_numbers_stand_at_the_right_and_the_name_of_a_row_at_the_edge() -> None:
    table = written_table([("1", "党政办公室", "12", "–"), ("2", "教务处", "", "3")], ("序号", "部门", "任务", "逾期"))
    made = of_class(lxml.html.fromstring(render(make_report(written_section(table))).decode()), "roll")[0].find("table")

    for row in made.findall(".//tr"):
        assert ["count" in cell.get("class", "").split() for cell in row] == [False, False, True, True]


def test_a_short_table_is_presented_whole() -> None:
    table = written_table([("1", "制定方案")], ("序号", "工作"))

    assert b"data-most" not in render(make_report(written_section(table)))

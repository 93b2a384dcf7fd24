"""A ledger of opinions as Excel stores one: shared texts, styled days, fourteen columns, of any length.

Written by hand instead of through a library, since a library writes each text into its cell, and Excel and WPS do not: they keep
every text once in a table of its own. Of each row the opinion and the measure are unique; units, categories and the like come from
82 words; days are true days. The same number of rows gives the same bytes.
"""

import random
import zipfile
from datetime import date, timedelta
from functools import lru_cache
from io import BytesIO
from xml.sax.saxutils import escape

from bench.workbook import CHANNELS, DEADLINES, GROUPS, HEADERS, STATES

_EPOCH = date(1899, 12, 30)
_UNITS = tuple(f"第{n}教研组" for n in range(1, 25))
_SUBCATEGORIES = tuple(f"小类{n}" for n in range(1, 24))
_CATEGORIES = ("形式主义", "官僚主义", "享乐主义", "奢靡之风", "切身利益", "联系服务")
_KINDS = ("限期整改", "立行立改", "长期坚持")
_WORDS = "会议文件检查评比课程食堂宿舍接送培训值班采购公示收费作业职称考勤车辆维修网络图书体育卫生安全门卫家访座谈答复办理减少规范公开落实建议增加调整改进"
_FORMATS = '<xf numFmtId="0"/><xf numFmtId="14"/>'
_SPACE = "http://schemas.openxmlformats.org"
_DAY_STYLE = ' s="1"'
_TEXT = ' t="s"'


@lru_cache(maxsize=2)
def ledger(rows: int) -> bytes:
    """An .xlsx with one sheet of `rows` opinions."""
    texts = _Texts()
    sheet = [_row(1, [(header, _TEXT) for header in HEADERS], texts)]
    choose = random.Random(rows)
    sheet.extend(_row(n + 2, _opinion(n, choose), texts) for n in range(rows))
    return _package("".join(sheet), texts)


class _Texts:
    """The table of shared texts as it grows."""

    def __init__(self) -> None:
        self.places: dict[str, int] = {}
        self.used = 0

    def place(self, text: str) -> int:
        self.used += 1
        return self.places.setdefault(text, len(self.places))


def _row(number: int, cells: list[tuple[str | int, str]], texts: _Texts) -> str:
    written = "".join(
        f'<c r="{chr(65 + x)}{number}"{said}><v>{texts.place(value) if isinstance(value, str) else value}</v></c>'
        for x, (value, said) in enumerate(cells)
    )
    return f'<row r="{number}" spans="1:{len(cells)}">{written}</row>'


def _opinion(n: int, choose: random.Random) -> list[tuple[str | int, str]]:
    received = (date(2014, 3, 1) + timedelta(days=n % 180) - _EPOCH).days
    return [
        (f"Y{n + 1:06}", _TEXT),
        (received, _DAY_STYLE),
        (CHANNELS[choose.randrange(5)], _TEXT),
        (GROUPS[choose.randrange(5)], _TEXT),
        ("面对面" if choose.random() < 0.5 else "背靠背", _TEXT),
        (choose.randrange(1, 9), ""),
        (f"{_words(choose, 46)}（第{n + 1}条）", _TEXT),
        (_CATEGORIES[choose.randrange(6)], _TEXT),
        (_SUBCATEGORIES[choose.randrange(23)], _TEXT),
        (f"{_words(choose, 28)}（措施{n + 1}）", _TEXT),
        (_UNITS[choose.randrange(24)], _TEXT),
        (_KINDS[choose.randrange(3)], _TEXT),
        (DEADLINES[choose.randrange(6)], _TEXT),
        (STATES[choose.randrange(5)], _TEXT),
    ]


def _words(choose: random.Random, count: int) -> str:
    return "".join(choose.choices(_WORDS, k=count))


def _package(rows: str, texts: _Texts) -> bytes:
    relation = f"{_SPACE}/officeDocument/2006/relationships"
    main = f'xmlns="{_SPACE}/spreadsheetml/2006/main"'
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    content = f"{_SPACE}/package/2006/content-types"
    types = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{content}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{types}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{types}.worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{types}.styles+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{types}.sharedStrings+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_SPACE}/package/2006/relationships"><Relationship Id="rId1" Type="{relation}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {main} xmlns:r="{relation}"><sheets><sheet name="意见建议" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_SPACE}/package/2006/relationships"><Relationship Id="rId1" Type="{relation}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{relation}/styles" Target="styles.xml"/><Relationship Id="rId3" Type="{relation}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/styles.xml": f"<styleSheet {main}><cellXfs>{_FORMATS}</cellXfs></styleSheet>",
        "xl/sharedStrings.xml": f'<sst {main} count="{texts.used}" uniqueCount="{len(texts.places)}">'
        + "".join(f"<si><t>{escape(text)}</t></si>" for text in texts.places)
        + "</sst>",
        "xl/worksheets/sheet1.xml": f'<worksheet {main} xmlns:r="{relation}"><sheetData>{rows}</sheetData></worksheet>',
    }
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(zipfile.ZipInfo(name, (2014, 3, 1, 0, 0, 0)), (head + part).encode(), zipfile.ZIP_DEFLATED)
    return written.getvalue()

"""Workbooks written part by part, so that one part at a time can be made hostile."""

import io
import zipfile
from collections.abc import Mapping

HEADER = ("阶段", "序号", "工作内容", "完成时限", "状态", "完成进度")
ROWS = (("筹备", "1", "学习文件", "3月中旬", "已完成", "100%"), ("筹备", "2", "制定方案", "3月下旬", "进行中", "50%"))
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def text_cell(reference: str, text: str) -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


def table_rows() -> str:
    lines = []
    for number, row in enumerate((HEADER, *ROWS), 1):
        cells = "".join(text_cell(f"{'ABCDEF'[index]}{number}", text) for index, text in enumerate(row))
        lines.append(f'<row r="{number}">{cells}</row>')
    return "".join(lines)


def sheet_xml(more_rows: str = "", before: str = "", after: str = "", rows: str | None = None) -> str:
    """One worksheet with a good small table; `more_rows` come after its rows."""
    body = table_rows() if rows is None else rows
    return f'<worksheet xmlns="{_MAIN}">{before}<sheetData>{body}{more_rows}</sheetData>{after}</worksheet>'


def workbook_xml(sheets: str = '<sheet name="任务" sheetId="1" r:id="rId1"/>', before: str = "") -> str:
    return f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATION}">{before}<sheets>{sheets}</sheets></workbook>'


def relations_xml(more: str = "", sheet: str = "worksheets/sheet1.xml") -> str:
    return (
        f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="rId1" Type="{_RELATION}/worksheet" Target="{sheet}"/>'
        f'<Relationship Id="rIdS" Type="{_RELATION}/styles" Target="styles.xml"/>'
        f'<Relationship Id="rIdT" Type="{_RELATION}/sharedStrings" Target="sharedStrings.xml"/>{more}</Relationships>'
    )


def parts(**changed: str | bytes | None) -> dict[str, str | bytes]:
    """The parts of a good workbook, some replaced or (None) left out."""
    found: dict[str, str | bytes | None] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="r" Type="{_RELATION}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": workbook_xml(),
        "xl/_rels/workbook.xml.rels": relations_xml(),
        "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="9"/></cellXfs></styleSheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}"><si><t>共享</t></si></sst>',
        "xl/worksheets/sheet1.xml": sheet_xml(),
    }
    found |= {_NAMES.get(name, name): content for name, content in changed.items()}
    return {name: content for name, content in found.items() if content is not None}


_NAMES = {
    "types": "[Content_Types].xml",
    "root": "_rels/.rels",
    "workbook": "xl/workbook.xml",
    "relations": "xl/_rels/workbook.xml.rels",
    "styles": "xl/styles.xml",
    "strings": "xl/sharedStrings.xml",
    "sheet": "xl/worksheets/sheet1.xml",
}


def zipped(content: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, part in content.items():
            archive.writestr(name, part)
    return stream.getvalue()


def xlsx(**changed: str | bytes | None) -> bytes:
    """A good workbook with some parts changed."""
    return zipped(parts(**changed))


def xlsx_with(extra: Mapping[str, str | bytes]) -> bytes:
    """A good workbook with further parts."""
    return zipped({**parts(), **extra})

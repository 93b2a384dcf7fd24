"""XML parts that hide, nest, repeat or reach out, and what a workbook may carry beside its cells."""

from collections.abc import Iterator

from tests.ingest.hostile.case import LOADS, Case
from tests.ingest.hostile.package import HEADER, ROWS, relations_xml, sheet_xml, table_rows, text_cell, workbook_xml, xlsx, xlsx_with

_BROKEN = ("corrupt", "xml_encoding", "xml_entities", "too_deep")
_HOST = "http://127.0.0.1:9"


def xml_lies() -> Iterator[Case]:
    """Documents that no honest program writes."""
    sheet = sheet_xml()
    quadratic = '<!DOCTYPE x [<!ENTITY a "' + "A" * 60_000 + '">]>' + sheet.replace("学习文件", "&a;" * 2_000)
    for name, document in {
        "quadratic": quadratic,
        "parameter": f'<!DOCTYPE x [<!ENTITY % p SYSTEM "{_HOST}/x.dtd"> %p;]>' + sheet,
        "public": f'<!DOCTYPE x PUBLIC "-//X//Y" "{_HOST}/x.dtd">' + sheet,
        "empty_doctype": "<!DOCTYPE worksheet>" + sheet,
        "notation": '<!DOCTYPE x [<!NOTATION n SYSTEM "calc.exe">]>' + sheet,
        "default_attribute": '<!DOCTYPE x [<!ATTLIST c t CDATA "s">]>' + sheet,
        "after_comment": "<!-- - -->" + "<!DOCTYPE x [<!ENTITY a 'b'>]>" + sheet,
        "late": sheet + "<!DOCTYPE x>",
    }.items():
        yield Case(f"doctype_{name}.xlsx", xlsx(sheet=document), ("xml_entities",))
    for name, document in {
        "lower": ("<!doctype x [<!entity a 'b'>]>" + sheet).encode(),
        "utf16_no_mark": ("<!DOCTYPE x [<!ENTITY a 'b'>]>" + sheet).encode("utf-16-le"),
        "utf16_be": ("<!DOCTYPE x [<!ENTITY a 'b'>]>" + sheet).encode("utf-16-be"),
        "utf32": ("<!DOCTYPE x [<!ENTITY a 'b'>]>" + sheet).encode("utf-32"),
        "ebcdic": '<?xml version="1.0" encoding="cp037"?>'.encode("cp037") + sheet.encode("cp037", "replace"),
        "declared_utf16_is_utf8": b'<?xml version="1.0" encoding="UTF-16"?>' + sheet.encode(),
        "declared_rot13": b'<?xml version="1.0" encoding="rot13"?>' + sheet.encode(),
        "declared_punycode": b'<?xml version="1.0" encoding="punycode"?>' + sheet.encode(),
        "declared_long": b'<?xml version="1.0" encoding="' + b"a" * 5_000 + b'"?>' + sheet.encode(),
        "mark_and_utf16": b"\xef\xbb\xbf" + sheet.encode("utf-16"),
        "utf16_odd_bytes": sheet.encode("utf-16") + b"\0",
        "unclosed_cdata": sheet.replace("学习文件", "<![CDATA[学习").encode(),
        "unclosed_comment": sheet.replace("学习文件", "<!-- 学习").encode(),
        "two_roots": (sheet + sheet).encode(),
        "reference_unknown": sheet.replace("学习文件", "&nbsp;&eacute;").encode(),
        "reference_huge": sheet.replace("学习文件", "&#99999999999;").encode(),
        "prefix_undeclared": sheet.replace("<row", "<zz:row").replace("</row", "</zz:row").encode(),
    }.items():
        yield Case(f"document_{name}.xlsx", xlsx(sheet=document), (*_BROKEN, LOADS, "no_table", "no_content"))
    yield Case("document_two_marks.xlsx", xlsx(sheet=b"\xef\xbb\xbf\xef\xbb\xbf" + sheet.encode()), (LOADS, "corrupt"))
    yield Case("document_raw_controls.xlsx", xlsx(sheet=sheet.replace("学习文件", "学\x01习\x08文\x1f件\x7f")), (LOADS,))
    surrogates = sheet.encode().replace("学习文件".encode(), b"a\xed\xa0\x80b\xed\xb0\x80c")
    yield Case("document_raw_surrogates.xlsx", xlsx(sheet=surrogates), (LOADS, "xml_encoding"))
    yield Case("document_raw_surrogates_strings.xlsx", xlsx(strings=b"<sst><si><t>\xed\xa0\x80</t></si></sst>"), (LOADS, "xml_encoding"))
    yield Case(
        "document_noncharacters.xlsx",
        xlsx(sheet=sheet.encode().replace("学习".encode(), b"\xef\xbf\xbf\xef\xbf\xbe")),
        (LOADS, "xml_encoding"),
    )
    for part, (before, after) in {
        "styles": ("<styleSheet><cellXfs>", "</cellXfs></styleSheet>"),
        "strings": ("<sst><si>", "</si></sst>"),
        "workbook": ("<workbook>", "</workbook>"),
        "relations": ("<Relationships>", "</Relationships>"),
    }.items():
        yield Case(f"deep_{part}.xlsx", xlsx(**{part: before + "<r>" * 9_000 + "</r>" * 9_000 + after}), (*_BROKEN, LOADS, "no_sheets"))
    yield Case(
        "deep_cell.xlsx",
        xlsx(sheet=sheet_xml('<row r="5"><c r="A5" t="inlineStr">' + "<is>" * 9_000 + "x" + "</is>" * 9_000 + "</c></row>")),
        _BROKEN,
    )
    yield Case(
        "namespaces_many.xlsx",
        xlsx(sheet=sheet.replace("<worksheet ", "<worksheet " + " ".join(f'xmlns:n{n}="u{n}"' for n in range(9_000)) + " ")),
        (LOADS, *_BROKEN),
    )
    yield Case("siblings_million.xlsx", xlsx(sheet=sheet_xml(before="<a/>" * 1_000_000)), (LOADS,))
    runs = "".join("<r><t>长</t></r>" for _ in range(100_000))
    yield Case("runs_many.xlsx", xlsx(sheet=sheet_xml(f'<row r="5"><c r="C5" t="inlineStr"><is>{runs}</is></c></row>')), (LOADS,))
    yield Case(
        "phonetic.xlsx",
        xlsx(sheet=sheet_xml('<row r="5"><c r="C5" t="inlineStr"><is><t>a</t><rPh sb="-1" eb="999999"><t>b</t></rPh></is></c></row>')),
        (LOADS,),
    )


def beside() -> Iterator[Case]:
    """What may stand in a workbook beside its cells and could be run, fetched or followed."""
    formulas = "".join(
        f'<row r="{n + 5}"><c r="C{n + 5}" t="str"><f>{formula}</f><v>值{n}</v></c></row>'
        for n, formula in enumerate(
            (
                f"WEBSERVICE(&quot;{_HOST}/x&quot;)",
                f"HYPERLINK(&quot;{_HOST}/x&quot;,&quot;y&quot;)",
                "'[http://127.0.0.1:9/a.xlsx]x'!A1",
                "cmd|'/c calc.exe'!A1",
                "CALL(&quot;kernel32&quot;,&quot;WinExec&quot;,&quot;JCJ&quot;,&quot;calc&quot;,0)",
                "EXEC(&quot;calc&quot;)",
                "RTD(&quot;x&quot;,,&quot;y&quot;)",
                f"IMAGE(&quot;{_HOST}/x.png&quot;)",
                "A1:XFD1048576",
                "INDIRECT(&quot;A&quot;&amp;1)",
                "REPT(&quot;x&quot;,9^9)",
                "(" * 8_000 + "1" + ")" * 8_000,
            )
        )
    )
    yield Case("beside_formulas.xlsx", xlsx(sheet=sheet_xml(formulas)), (LOADS,))
    array = '<row r="5"><c r="A5"><f t="array" ref="A1:XFD1048576">1</f><v>1</v></c><c r="B5"><f t="shared" si="99999999" ref="B1:XFD1048576"/><v>2</v></c></row>'
    yield Case("beside_formula_areas.xlsx", xlsx(sheet=sheet_xml(array)), (LOADS,))
    names = "".join(f'<definedName name="n{n}" hidden="1">n{(n + 1) % 5_000}+CALL("a","b")</definedName>' for n in range(5_000))
    yield Case(
        "beside_names.xlsx",
        xlsx(workbook=workbook_xml(before="").replace("</workbook>", f"<definedNames>{names}</definedNames></workbook>")),
        (LOADS,),
    )
    auto = '<definedNames><definedName name="_xlnm.Auto_Open">x!$A$1</definedName></definedNames>'
    yield Case("beside_auto_open.xlsm", xlsx(workbook=workbook_xml().replace("</workbook>", auto + "</workbook>")), (LOADS,))
    macro_sheet = relations_xml(
        '<Relationship Id="rIdM" Type="http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet" Target="macrosheets/sheet1.xml"/>'
    )
    two = '<sheet name="任务" sheetId="1" r:id="rId1"/><sheet name="m" sheetId="2" state="veryHidden" r:id="rIdM"/>'
    yield Case(
        "beside_macro_sheet.xlsm",
        xlsx(workbook=workbook_xml(two), relations=macro_sheet, **{"xl/macrosheets/sheet1.xml": "<x/>"}),
        (LOADS,),
    )
    only = '<sheet name="m" sheetId="2" r:id="rIdM"/>'
    yield Case(
        "beside_macro_sheet_only.xlsm",
        xlsx(workbook=workbook_xml(only), relations=macro_sheet, **{"xl/macrosheets/sheet1.xml": "<x/>"}),
        ("no_worksheets",),
    )
    hyperlinks = '<hyperlinks><hyperlink ref="A1:XFD1048576" r:id="x"/><hyperlink ref="C2" location="file:///etc/passwd"/></hyperlinks>'
    for name, extra in {
        "power_query": {
            "xl/connections.xml": f'<connections><connection id="1" type="5"><dbPr connection="Provider=Microsoft.Mashup.OleDb.1;Data Source={_HOST}" command="SELECT 1"/></connection></connections>',
            "customXml/item1.xml": "<DataMashup>AAAA</DataMashup>",
        },
        "query_table": {"xl/queryTables/queryTable1.xml": f'<queryTable connectionId="1"><webPr url="{_HOST}"/></queryTable>'},
        "external_link": {
            "xl/externalLinks/externalLink1.xml": "<externalLink/>",
            "xl/externalLinks/_rels/externalLink1.xml.rels": f'<Relationships><Relationship Id="r" Type="x/externalLinkPath" Target="{_HOST}/a.xlsx" TargetMode="External"/></Relationships>',
        },
        "dde_link": {
            "xl/externalLinks/externalLink1.xml": '<externalLink><ddeLink ddeService="cmd" ddeTopic="/c calc"><ddeItems/></ddeLink></externalLink>'
        },
        "ole_link": {"xl/externalLinks/externalLink1.xml": '<externalLink><oleLink progId="htmlfile"/></externalLink>'},
        "ole_object": {"xl/embeddings/oleObject1.bin": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)},
        "package_object": {"xl/embeddings/evil.exe": b"MZ" + bytes(600)},
        "active_x": {
            "xl/activeX/activeX1.xml": '<ocx classid="{D27CDB6E-AE6D-11CF-96B8-444553540000}"/>',
            "xl/activeX/activeX1.bin": bytes(90),
        },
        "custom_ui": {"customUI/customUI14.xml": '<customUI onLoad="x"><ribbon/></customUI>'},
        "vba_and_xlm": {"xl/vbaProject.bin": bytes(900), "xl/macrosheets/sheet1.xml": "<x/>"},
        "pivot_cache": {
            "xl/pivotCache/pivotCacheDefinition1.xml": f'<pivotCacheDefinition refreshOnLoad="1"><cacheSource type="external"><x u="{_HOST}"/></cacheSource></pivotCacheDefinition>'
        },
        "picture_remote": {
            "xl/drawings/_rels/drawing1.xml.rels": f'<Relationships><Relationship Id="r" Type="x/image" Target="{_HOST}/x.png" TargetMode="External"/></Relationships>'
        },
        "web_extension": {
            "xl/webextensions/webextension1.xml": f'<we:webextension xmlns:we="w"><we:reference store="{_HOST}"/></we:webextension>'
        },
        "attached_template": {
            "xl/_rels/settings.xml.rels": f'<Relationships><Relationship Id="r" Type="x/attachedTemplate" Target="{_HOST}/x.xltm" TargetMode="External"/></Relationships>'
        },
        "signature": {"_xmlsignatures/sig1.xml": "<Signature/>"},
        "comments_bomb": {"xl/comments1.xml": '<!DOCTYPE x [<!ENTITY a "b">]><comments/>'},
        "props_bomb": {"docProps/core.xml": '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'},
        "theme_bomb": {"xl/theme/theme1.xml": "<a>" * 100_000},
    }.items():
        yield Case(f"beside_{name}.xlsx", xlsx_with(extra), (LOADS,))
    yield Case(
        "beside_hyperlinks.xlsx", xlsx(sheet=sheet_xml(after=hyperlinks).replace("<worksheet ", '<worksheet xmlns:r="r" ')), (LOADS,)
    )
    protected = '<sheetProtection password="CC1A" sheet="1" objects="1"/>'
    yield Case("beside_sheet_protected.xlsx", xlsx(sheet=sheet_xml(after=protected)), (LOADS,))
    yield Case(
        "beside_book_protected.xlsx",
        xlsx(workbook=workbook_xml(before='<workbookProtection lockStructure="1" workbookPassword="CC1A"/>')),
        (LOADS,),
    )
    yield Case(
        "beside_read_only.xlsx",
        xlsx(workbook=workbook_xml(before='<fileSharing readOnlyRecommended="1" reservationPassword="CC1A"/>')),
        (LOADS,),
    )
    validations = (
        '<dataValidations count="1">'
        + '<dataValidation type="list" sqref="A1:XFD1048576"><formula1>cmd|x!A1</formula1></dataValidation>' * 20_000
        + "</dataValidations>"
    )
    yield Case("beside_validations.xlsx", xlsx(sheet=sheet_xml(after=validations)), (LOADS,))
    conditions = (
        '<conditionalFormatting sqref="A1:XFD1048576"><cfRule type="expression"><formula>1=1</formula></cfRule></conditionalFormatting>'
        * 20_000
    )
    yield Case("beside_conditions.xlsx", xlsx(sheet=sheet_xml(after=conditions)), (LOADS,))
    ring = '<styleSheet><cellStyleXfs><xf xfId="1"/><xf xfId="0"/></cellStyleXfs><cellXfs><xf xfId="99999999" numFmtId="-1"/><xf xfId="0" numFmtId="14"/></cellXfs><cellStyles><cellStyle xfId="0"/></cellStyles></styleSheet>'
    yield Case("styles_ring.xlsx", xlsx(styles=ring), (LOADS,))
    formats = (
        "<styleSheet><numFmts>"
        + "".join(f'<numFmt numFmtId="{200 + n}" formatCode="{"y" * 250}{n}"/>' for n in range(20_000))
        + "</numFmts><cellXfs><xf numFmtId='200'/></cellXfs></styleSheet>"
    )
    yield Case("styles_many_formats.xlsx", xlsx(styles=formats), (LOADS,))
    loop = relations_xml(
        '<Relationship Id="x1" Type="a/sharedStrings" Target="workbook.xml"/><Relationship Id="x2" Type="a/styles" Target="worksheets/sheet1.xml"/>'
    )
    yield Case("relations_crossed.xlsx", xlsx(relations=loop), (LOADS, "corrupt"))
    yield Case(
        "relations_many.xlsx",
        xlsx(relations=relations_xml("".join(f'<Relationship Id="z{n}" Type="a/b" Target="c{n}"/>' for n in range(100_000)))),
        (LOADS,),
    )
    yield Case(
        "relations_same_id.xlsx",
        xlsx(relations=relations_xml('<Relationship Id="rId1" Type="a/worksheet" Target="../[Content_Types].xml"/>')),
        (LOADS, "no_table", "no_content", "sheet_parts_missing", "corrupt"),
    )
    for name, target in {
        "file": "file:///etc/passwd",
        "unc": r"\\127.0.0.1\x\a.xml",
        "null": "worksheets/sheet1.xml%00",
        "query": "worksheets/sheet1.xml?x=1#y",
        "encoded": "..%2f..%2fetc%2fpasswd",
        "self": "workbook.xml",
        "empty": "",
    }.items():
        yield Case(
            f"target_{name}.xlsx",
            xlsx(relations=relations_xml(sheet=target)),
            (LOADS, "sheet_parts_missing", "no_table", "no_content", "corrupt"),
        )


def wide() -> Iterator[Case]:
    """More sheets, columns, merges and rows than anybody keeps."""
    wide = "".join(text_cell(f"{letters(column)}1", HEADER[column % 6]) for column in range(1, 16_385))
    yield Case(
        "columns_16384_headers.xlsx",
        xlsx(sheet=sheet_xml(rows=f'<row r="1">{wide}</row>' + table_rows().partition("</row>")[2])),
        (LOADS, "too_spread"),
    )
    unread = "".join(text_cell(f"{letters(column)}1", f"栏{column}") for column in range(7, 500))
    head = table_rows().partition("</row>")
    yield Case("columns_500_unread.xlsx", xlsx(sheet=sheet_xml(rows=head[0] + unread + "</row>" + head[2])), (LOADS,))
    nested = "".join(f'<mergeCell ref="A1:{letters(n)}{n}"/>' for n in range(2, 3_000))
    yield Case("merge_nested.xlsx", xlsx(sheet=sheet_xml(after=f"<mergeCells>{nested}</mergeCells>")), (LOADS,))


def many_long() -> Iterator[Case]:
    """The same by the hundred thousand."""
    head = table_rows().partition("</row>")
    long_head = "".join(text_cell(f"{letters(column)}1", "头" * 32_767) for column in range(7, 60))
    yield Case("headers_longest.xlsx", xlsx(sheet=sheet_xml(rows=head[0] + long_head + "</row>" + head[2])), (LOADS,))
    longest = "".join(f'<row r="{n}">{"".join(text_cell(f"{c}{n}", f"长{n}{c}" * 5_000) for c in "ABCDEF")}</row>' for n in range(4, 40))
    yield Case("cells_all_longest.xlsx", xlsx(sheet=sheet_xml(longest)), (LOADS,))
    merges = "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(10, 1_000_010))
    yield Case("merge_1000000.xlsx", xlsx(sheet=sheet_xml(after=f"<mergeCells>{merges}</mergeCells>")), (LOADS,))
    tables = {f"xl/worksheets/s{n}.xml": sheet_xml() for n in range(255)}
    relations = relations_xml("".join(f'<Relationship Id="s{n}" Type="a/worksheet" Target="worksheets/s{n}.xml"/>' for n in range(255)))
    listed = "".join(f'<sheet name="任务{n}" sheetId="{n + 1}" r:id="s{n}"/>' for n in range(255))
    yield Case("sheets_255_tables.xlsx", xlsx(workbook=workbook_xml(listed), relations=relations, **tables), (LOADS,))
    big = "".join(
        f'<row r="{n}">{text_cell(f"A{n}", "筹备")}{text_cell(f"C{n}", f"任务{n}")}{text_cell(f"D{n}", "3月")}</row>'
        for n in range(4, 30_000)
    )
    yield Case(
        "large_whole_merge.xlsx",
        xlsx(sheet=sheet_xml(big, after='<mergeCells><mergeCell ref="A1:XFD1048576"/><mergeCell ref="A4:A1048576"/></mergeCells>')),
        (LOADS,),
    )
    yield Case("large_dimension_lies.xlsx", xlsx(sheet=sheet_xml(big, before='<dimension ref="A1:XFD1048576"/>')), (LOADS,))
    yield Case("large_last_cell.xlsx", xlsx(sheet=sheet_xml(big + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')), (LOADS,))
    yield Case("large_rows_disordered.xlsx", xlsx(sheet=sheet_xml(_reversed_rows(big))), (LOADS,))
    yield Case(
        "large_rows_same_number.xlsx",
        xlsx(sheet=sheet_xml("".join(f'<row r="7">{text_cell("A7", f"x{n}" * 20)}</row>' for n in range(30_000)))),
        (LOADS,),
    )
    yield Case(
        "large_rows_unnumbered.xlsx",
        xlsx(sheet=sheet_xml(f"<row><c t='inlineStr'><is><t>{'x' * 60}</t></is></c></row>" * 30_000)),
        (LOADS,),
    )
    yield Case(
        "large_rows_backwards.xlsx",
        xlsx(sheet=sheet_xml("".join(f'<row r="-{n}"><c r="A-{n}"><v>1</v></c></row>' for n in range(60_000)))),
        (LOADS,),
    )
    yield Case(
        "large_cells_beyond_row.xlsx",
        xlsx(sheet=sheet_xml("".join(f'<row r="{n}"><c r="A{1048577 - n}"><v>1</v></c></row>' for n in range(4, 60_000)))),
        (LOADS, "too_spread", "no_table", "no_content"),
    )
    yield Case(
        "large_errors.xlsx",
        xlsx(
            sheet=sheet_xml(
                "".join(f'<row r="{n}"><c r="C{n}" t="e"><v>#N/A</v></c><c r="D{n}" t="s"><v>{n}</v></c></row>' for n in range(4, 50_000))
            )
        ),
        (LOADS,),
    )
    yield Case(
        "large_nan.xlsx",
        xlsx(
            sheet=sheet_xml(
                "".join(f'<row r="{n}"><c r="C{n}"><v>NaN</v></c><c r="D{n}" s="1"><v>1e999</v></c></row>' for n in range(4, 50_000))
            )
        ),
        (LOADS,),
    )
    yield Case(
        "phases_all_different.xlsx",
        xlsx(
            sheet=sheet_xml(
                "".join(f'<row r="{n}">{text_cell(f"A{n}", f"阶段{n}")}{text_cell(f"C{n}", f"任务{n}")}</row>' for n in range(4, 8_000))
            )
        ),
        (LOADS,),
    )


def _reversed_rows(rows: str) -> str:
    return "".join(f"{one}</row>" for one in reversed(rows.split("</row>")[:-1]))


def letters(number: int) -> str:
    """1 as A, 16,384 as XFD."""
    written = ""
    while number:
        number, rest = divmod(number - 1, 26)
        written = chr(65 + rest) + written
    return written


def good_text(delimiter: str = ",") -> str:
    """The good table as delimited text."""
    return "\n".join(delimiter.join(row) for row in (HEADER, *ROWS))

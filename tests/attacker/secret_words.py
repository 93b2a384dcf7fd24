"""The words that no audience may read unless the plan lets it, and a workbook in which each restricted cell holds one of its own.

One list of columns for all attackers: what is written in a row, what the plan makes public, who is named.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from html import unescape

from lib.ingest.frames import typed_frame
from lib.ingest.model import Finding, Severity, TableReading, Workbook
from lib.schema import Audience, SheetRole
from tests.builders import make_feedback, make_tasks, make_workbook

WIDE = (Audience.PUBLIC, Audience.ALL_MEMBERS, Audience.CIRCLE, Audience.LEADING_GROUP)
SECRET = re.compile("密[文人群号题电]")
STUMBLED_ON = "密文·七"

WRITTEN = (
    "text",
    "issue",
    "cause",
    "progress_note",
    "result",
    "reply",
    "note",
    "evidence",
    "satisfaction",
    "rule_made",
    "closed",
    "status_text",
    "target_text",
)
PLAN = ("goal", "measure", "due_text")
PUTTING_RIGHT = ("lead", "owner", "checked_by", "verdict")
NAMED = ("target_person", *PUTTING_RIGHT)
LABELS = ("channel", "category", "subcategory", "origin", "campaign", "owner_unit")


def secret_workbook() -> Workbook:
    """Opinions whose restricted cells each hold a word with 密; what may be known holds none."""
    rows = (
        {"target": "person", "scope": "public", "openness": "face_to_face", **personal(0)},
        {"target": "unit", "target_person": "密人·甲", "scope": "public", "openness": "face_to_face", **personal(1)},
        {"target": "unit", "scope": "person", "openness": "face_to_face", **personal(2)},
        {"target": "unit", "scope": "public", "openness": "back_to_back", **told(3)},
        {"target": "school", "scope": None, "openness": "face_to_face", **told(4)},
        {"target": "leading_group", "scope": "public", "openness": None, **told(5)},
        {"target": "unit", "scope": "public", "openness": "back_to_back", "role": "rectification", "status": "returned", **told(6)},
        {"target": "person", "scope": "public", "openness": "face_to_face", "role": "rectification", "status": "closed", **personal(7)},
    )
    names = {name for row in rows for name in row}
    columns = {name: [row.get(name) for row in rows] for name in names}
    columns["role"] = [row.get("role", "feedback") for row in rows]
    columns["group"] = [f"密群·{n}" for n in range(len(rows))]
    columns["feedback_id"] = [f"密号·{n}" for n in range(len(rows))]
    columns["issue_id"] = [f"密题·{n}" for n in range(len(rows))]
    feedback = make_feedback(**columns, kind="by", due="2014-07-31")
    findings = [Finding("unknown_status", Severity.WARNING, "意见", "H3", 3, "密文·3", (("value", "密文·3"),))]
    tables = [TableReading("意见", SheetRole.FEEDBACK, (1,), 8, columns=(("H", "意见内容", "text"),))]
    organisation = typed_frame(SheetRole.ORGANISATION, {"name": ["校长"], "contact": ["密电·1"]}, 1)
    tasks = make_tasks(
        task=["召开座谈会", "报送材料"], due=["2014-05-20", "2014-06-20"], lead="校长", owner_unit="办公室", status="not_reported"
    )
    return make_workbook(tasks, feedback, findings=findings, tables=tables, organisation=organisation)


def told(n: int) -> dict[str, object]:
    """What is written in a row that counts everywhere and is read by nobody here."""
    return {name: f"密文{name}·{n}" for name in WRITTEN} | {"category": "形式主义", "channel": "问卷", "received": date(2014, 4, 17)}


def personal(n: int) -> dict[str, object]:
    """What is written in a matter of one person: its labels too are its own."""
    return {name: f"密文{name}·{n}" for name in (*WRITTEN, *PLAN, *PUTTING_RIGHT, *LABELS)} | {"received": date(2014, 4, 23)}


def opened_parts(content: bytes) -> Iterator[str]:
    """A file as text: every part of a package, and of the packages inside it."""
    if not content.startswith(b"PK"):
        yield unescape(content.decode("utf-8", "ignore"))
        return
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        yield package.comment.decode("utf-8", "ignore")
        for part in package.infolist():
            yield part.filename
            yield part.comment.decode("utf-8", "ignore") + part.extra.decode("utf-8", "ignore")
            yield from opened_parts(package.read(part))

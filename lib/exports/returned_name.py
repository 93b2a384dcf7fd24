"""The names of workbooks that go back to the office."""

import re

WORKBOOK_ENDINGS: tuple[str, ...] = (
    *(".xlsx", ".xlsm", ".xltx", ".xltm", ".xlsb", ".xls", ".ods", ".fods", ".et", ".ett"),
    *(".csv", ".tsv", ".txt", ".html", ".htm", ".mhtml", ".mht", ".xml"),
)
"""What the names of workbooks end with that the reader understands; what a file is it tells by the content."""

_LONGEST_STEM = 120
_NOT_IN_A_NAME = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f\u2028-\u202e\u2066-\u2069]+')


def suffixed(file_name: str, suffix: str, extension: str) -> str:
    """The file's name with a suffix, put on once however often the file goes round."""
    stem = file_name.replace("\\", "/").rstrip("/").rpartition("/")[2]
    ending = next((one for one in WORKBOOK_ENDINGS if stem.lower().endswith(one)), "")
    stem = stem[: len(stem) - len(ending)] if ending else stem
    return f"{_NOT_IN_A_NAME.sub('_', stem.removesuffix(suffix))[:_LONGEST_STEM]}{suffix}.{extension}"

"""The exports by name. To add one: a module that renders a `Report`, and a line here.

What writes slides, documents and workbooks is loaded when the first of each is asked for: the libraries take twenty megabytes and a
good part of a second, and most processes that serve pages never make a file.
"""

from collections.abc import Callable, Mapping
from importlib import import_module

from lib.exports import snapshot, tables_csv
from lib.exports.report import Export, Report


def _loaded(module: str) -> Callable[[Report], bytes]:
    """What a module of this room renders, loaded when it is asked for."""

    def render(report: Report) -> bytes:
        made: bytes = import_module(f"lib.exports.{module}").render(report)
        return made

    return render


EXPORTS: Mapping[str, Export] = {
    "html": Export("html", ".html", "text/html", snapshot.render),
    "pptx": Export("pptx", ".pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation", _loaded("slides")),
    "docx": Export("docx", ".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", _loaded("documents")),
    "xlsx": Export("xlsx", ".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _loaded("tables_book")),
    "csv": Export("csv", ".csv.zip", "application/zip", tables_csv.render),
}
"""Every kind of file that a report can be made into; the name is that of `python -m lib export --to` and of the button."""

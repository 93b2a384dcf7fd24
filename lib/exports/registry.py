"""The exports by name. To add one: a module that renders a `Report`, and a line here."""

from collections.abc import Mapping

from lib.exports import documents, slides, snapshot, tables_book, tables_csv
from lib.exports.report import Export

EXPORTS: Mapping[str, Export] = {
    "html": Export("html", ".html", "text/html", snapshot.render),
    "pptx": Export("pptx", ".pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation", slides.render),
    "docx": Export("docx", ".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", documents.render),
    "xlsx": Export("xlsx", ".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", tables_book.render),
    "csv": Export("csv", ".csv.zip", "application/zip", tables_csv.render),
}
"""Every kind of file that a report can be made into; the name is that of `python -m lib export --to` and of the button."""

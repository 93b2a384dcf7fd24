"""Languages: gettext catalogues, and Babel for dates, numbers and percents.

A message is named by a key with dots (`overview.title`); its text stands in
`lib/i18n/<language>/<room>.po`, one file a room, the same keys in every language. Placeholders are
named, in the manner of `str.format`: `{done}`. A plural has `msgid_plural` equal to the key and is
asked for with `n`; the placeholder `{n}` is then given too.

Values put into a message are data, never templates: a brace in a workbook's text stays a brace.
"""

from lib.i18n.catalogue import LANGUAGES, Language, has_message, named, text

__all__ = ["LANGUAGES", "Language", "has_message", "named", "text"]

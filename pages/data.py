"""数据: drop a workbook, see what would change and what is wrong, publish; versions; what every figure means; for administrators
accounts and the audit. Layout only."""

import streamlit as st

from lib.ui import administration
from lib.ui.components import choose_section, show_definitions
from lib.ui.doctor import say_whose, show_needs, show_part
from lib.ui.links import is_unread
from lib.ui.mapping import show_columns_of_refused
from lib.ui.preview import prepare, show_publishing
from lib.ui.upload import drop_zone, offer_template, plain_head
from lib.ui.versions import show_versions
from lib.ui.views import keep_in_link, take_over_link
from lib.ui.visitor import language, may_publish

head = st.container()
first = "workbook" if may_publish() else "contents"
if is_unread():
    take_over_link("data")
section = choose_section("data", (first, "versions", "definitions", *administration.sections()), language())
keep_in_link("data", language())
if section == "definitions":
    plain_head(head, "definitions")
    show_definitions(language())
elif section == "versions":
    show_versions(head)
elif section == "accounts":
    administration.show_accounts(head)
elif section == "audit":
    administration.show_audit(head)
else:
    opened = drop_zone(head)
    show_columns_of_refused()
    if opened:
        say_whose(opened)
        show_needs(opened)
    draft = prepare()
    part = "findings"
    if draft:
        show_publishing(draft)
        checking = ("findings", "columns", "reading")
        part = choose_section("draft", checking if draft.changes is None else ("changes", *checking), language())
    elif opened:
        part = choose_section("published", ("findings", "reading"), language())
    if opened:
        show_part(part, opened, draft)
    offer_template()

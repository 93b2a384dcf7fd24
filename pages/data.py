"""数据: drop a workbook, see what was read and what is wrong where; and what every figure means. Layout only."""

import streamlit as st

from lib.ui.components import choose_section, show_definitions
from lib.ui.state import language
from lib.ui.upload import drop_zone, offer_files, plain_head, show_findings, show_reading, show_year

head = st.container()
section = choose_section("data", ("workbook", "definitions"), language())
if section == "definitions":
    plain_head(head, "definitions")
    show_definitions(language())
else:
    opened = drop_zone(head)
    if opened:
        show_year(opened)
        show_reading(opened)
        show_findings(opened)
        offer_files(opened)

"""数据: drop a workbook, see what was read and what is wrong where. Layout only."""

from lib.ui.upload import ask_for_year, drop_zone, offer_template, show_findings, show_reading, show_summary

opened = drop_zone()
show_summary(opened)
if opened:
    ask_for_year(opened)
    show_reading(opened)
    show_findings(opened)
offer_template()

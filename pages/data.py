"""数据: drop a workbook, see what was read and what is wrong where. Layout only."""

from lib.ui.upload import drop_zone, offer_template, show_findings, show_reading, show_year

opened = drop_zone()
if opened:
    show_year(opened)
    show_reading(opened)
    show_findings(opened)
offer_template()

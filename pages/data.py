"""数据: drop a workbook, see what was read and what is wrong where; and what every figure means. Layout only."""

from lib.ui.components import choose_section, show_definitions
from lib.ui.state import language
from lib.ui.upload import drop_zone, offer_template, show_findings, show_reading, show_year

opened = drop_zone()
if choose_section("data", ("workbook", "definitions"), language()) == "definitions":
    show_definitions(language())
elif opened:
    show_year(opened)
    show_reading(opened)
    show_findings(opened)
offer_template()

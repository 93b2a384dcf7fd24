"""The use cases: open a workbook, ask a board. Joins the rooms and decides no number."""

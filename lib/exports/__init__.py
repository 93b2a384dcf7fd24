"""Files that leave the board: a report as slides, paper, workbook, separated values, calendar or one HTML page; the sample and the
template; and their own workbook given back, marked up, made a tracking workbook, or with what is personal taken out.

Text that came from a person is written as text: nothing of it can act as a formula, as markup or as a name of a file. Nothing is
computed here, and equal content gives equal bytes wherever the format allows it.
"""

"""Files that leave the board: the sample workbook and the empty template so far.

A workbook we write is made by openpyxl, packed so that equal content gives equal bytes on any
machine. Text is written as text: nothing that came from a person can act as a formula.
"""

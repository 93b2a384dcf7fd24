"""Phaseboard 阶段看板: a workbook of tasks and feedback, read truly and shown plainly.

The rooms import one way only; `tests/test_architecture.py` holds the order:

errors → settings, schema → i18n → deadlines → ingest → store → access → metrics → wording
→ figures → exports → desk → ui / __main__ → pages → app
"""

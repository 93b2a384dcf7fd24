"""Comparing two versions as it was done before rows were compared by numbers: every row of both in full, whatever changed.

Slow and plain. What `lib` does must give the same to the last cell (`tests/desk/test_comparing_as_before.py`), so a rule that is changed
there is changed here too.
"""

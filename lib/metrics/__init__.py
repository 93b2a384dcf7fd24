"""Frames to figures: frozen dataclasses with the meanings of docs/architecture.md and nothing worded.

Conventions: A is the as-of day, R the day that the workbook speaks of; both are arguments. Shares are
0.0 to 1.0. None means unknown, which is not zero. Frames are never modified and never looped over.
"""

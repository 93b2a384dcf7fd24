"""Timings, as ratios taken side by side in one run. Never part of the tests: machines differ and drift."""

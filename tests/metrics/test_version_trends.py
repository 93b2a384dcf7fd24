"""Kept figures brought in line with versions: each version has a place, what it does not know is None."""

from dataclasses import replace
from datetime import datetime

from lib.metrics.version_trends import version_trends
from lib.metrics.versions import VersionFigure
from lib.store.model import FigurePoint, Trend
from tests.wording.test_versions import INFO

NOON = datetime(2014, 6, 10, 12, 0).astimezone()
VERSIONS = tuple(replace(INFO, number=number, published=NOON) for number in (3, 2, 1))


def test_without_versions_there_is_nothing():
    trends = version_trends((), (Trend("late", ()),))

    assert trends.numbers == ()
    assert trends.of(VersionFigure.LATE).values == ()
    assert not trends.of(VersionFigure.LATE).is_known


def test_a_version_that_kept_no_figure_has_a_place_all_the_same():
    late = Trend("late", (FigurePoint(1, NOON, 0.0), FigurePoint(3, NOON, 2.0)))
    trends = version_trends(VERSIONS, (late,))

    assert trends.numbers == (1, 2, 3)
    assert trends.of(VersionFigure.LATE).values == (0.0, None, 2.0)


def test_each_figure_has_its_own_course_and_is_known_where_any_version_knows_it():
    late, done = Trend("late", (FigurePoint(1, NOON, 0.0),)), Trend("done", (FigurePoint(2, NOON, None),))
    trends = version_trends(VERSIONS, (late, done))

    assert (trends.of(VersionFigure.DONE).values, trends.of(VersionFigure.DONE).is_known) == ((None, None, None), False)
    assert (trends.of(VersionFigure.LATE).values, trends.of(VersionFigure.LATE).is_known) == ((0.0, None, None), True)


def test_a_figure_that_was_not_asked_for_is_unknown():
    assert version_trends(VERSIONS, ()).of(VersionFigure.SLIP_DAYS).values == (None, None, None)


def test_times_are_on_the_wall_without_a_zone():
    assert version_trends(VERSIONS, ()).published == (datetime(2014, 6, 10, 12, 0),) * 3

"""Filters and what can be chosen."""

from datetime import date

import pandas as pd

from lib.access import Disclosed, disclose
from lib.ingest.frames import typed_frame
from lib.ingest.model import BoardSettings
from lib.metrics.filters import FilterOptions, Filters, Option, filter_feedback, filter_options, filter_tasks, renumbered
from lib.metrics.model import AsOf
from lib.metrics.states import task_states
from lib.schema import Audience, SheetRole
from tests.builders import make_feedback, make_tasks, make_workbook, no_feedback, no_tasks

JUNE_10 = AsOf(date(2014, 6, 10), date(2014, 6, 10))


def board(audience: Audience = Audience.HEAD) -> Disclosed:
    tasks = make_tasks(
        phase=["乙", "甲", "甲", None],
        owner_unit=["总务处", "教务处", None, "总务处"],
        lead=["副校长", "校长", None, None],
        status=["done", "in_progress", "paused", "in_progress"],
        due=["2014-06-01", "2014-06-01", "2014-07-01", None],
        kind=["by", "by", "window", "immediate"],
    )
    feedback = make_feedback(
        category=["民生", "作风", "民生", "私事"],
        channel=["问卷", "座谈会", None, "信件"],
        owner_unit=["工会", "教务处", None, "校办"],
        rectification_kind=["immediate", "long_term", None, None],
        target=["unit", "unit", "unit", "person"],
    )
    organisation = typed_frame(SheetRole.ORGANISATION, {"body": ["教务处", "总务处"], "name": ["校长", "副校长"]}, 2)
    return disclose(
        make_workbook(
            tasks, feedback, organisation=organisation, settings=BoardSettings(phase_order=("甲", "乙"), category_order=("作风",))
        ),
        audience,
    )


def left(filters: Filters) -> list[str]:
    shown = board()
    return filter_tasks(task_states(shown.tasks, JUNE_10), filters, filter_options(shown))["number"].tolist()


def heard(filters: Filters, audience: Audience = Audience.HEAD) -> list[str]:
    shown = board(audience)
    kept: pd.Series = filter_feedback(shown.feedback, filters, filter_options(shown))["category"]
    return kept.fillna("?").tolist()


def test_an_empty_workbook_offers_lamps_alone() -> None:
    options = filter_options(disclose(make_workbook(no_tasks(), no_feedback()), Audience.PUBLIC))

    assert len(options.lamps) == 9
    assert options == FilterOptions(lamps=options.lamps)


def test_options_follow_settings_and_organisation_and_codes_name_nobody() -> None:
    options = filter_options(board())

    assert options.phases == (Option("p1", "甲"), Option("p2", "乙"), Option("p0", ""))
    assert options.units == (Option("u1", "教务处"), Option("u2", "总务处"), Option("u3", "工会"), Option("u4", "校办"), Option("u0", ""))
    assert options.leads == (Option("l1", "校长"), Option("l2", "副校长"), Option("l0", ""))
    assert [each.name for each in options.categories] == ["作风", "民生", "私事"]
    assert [each.code for each in options.kinds] == ["window", "by", "immediate", "long_term"]


def test_what_counts_in_totals_alone_is_no_option() -> None:
    options = filter_options(board(Audience.PUBLIC))

    assert [each.name for each in options.categories] == ["作风", "民生"]
    assert "信件" not in [each.name for each in options.channels]
    assert "校办" not in [each.name for each in options.units]
    assert options.leads == (Option("l0", ""),)


def test_no_filter_leaves_everything() -> None:
    assert Filters().is_empty
    assert left(Filters()) == ["1", "2", "3", "4"]
    assert heard(Filters(), Audience.PUBLIC) == ["作风", "民生", "民生", "?"]


def test_any_code_of_one_filter_may_match_and_all_filters_must() -> None:
    assert left(Filters(phases=("p1",))) == ["2", "3"]
    assert left(Filters(phases=("p1", "p2"))) == ["1", "2", "3"]
    assert left(Filters(phases=("p1",), units=("u1",))) == ["2"]
    assert left(Filters(units=("u0",))) == ["3"]
    assert left(Filters(leads=("l2",))) == ["1"]
    assert left(Filters(lamps=("overdue", "undated"))) == ["2", "4"]
    assert left(Filters(kinds=("immediate",))) == ["4"]
    assert left(Filters(phases=("p1",), kinds=("by",))) == ["2"]


def test_a_code_that_is_no_option_matches_nothing() -> None:
    assert left(Filters(phases=("p9",))) == []
    assert heard(Filters(categories=("c9",))) == []
    assert not Filters(phases=("p9",)).is_empty


def test_kinds_of_problems_do_not_empty_the_tasks() -> None:
    assert left(Filters(kinds=("long_term",))) == ["1", "2", "3", "4"]
    assert heard(Filters(kinds=("long_term",))) == ["作风"]
    assert heard(Filters(kinds=("window",))) == ["民生", "作风", "民生", "私事"]


def test_opinions_are_filtered_by_category_channel_and_unit() -> None:
    assert heard(Filters(categories=("c1",))) == ["作风"]
    assert heard(Filters(channels=("w1", "w0"))) == ["民生", "民生"]
    assert heard(Filters(units=("u1",))) == ["作风"]
    assert heard(Filters(phases=("p1",))) == ["民生", "作风", "民生", "私事"]


def test_a_filter_leaves_out_what_counts_in_totals_alone() -> None:
    assert heard(Filters(channels=("w0", "w1", "w2")), Audience.PUBLIC) == ["作风", "民生", "民生"]
    assert heard(Filters(units=("u0", "u1", "u2", "u3")), Audience.PUBLIC) == ["作风", "民生", "民生"]


def test_the_names_behind_codes_come_in_the_options_order() -> None:
    assert filter_options(board()).names("phases", ("p2", "p1", "p9")) == ("甲", "乙")


def test_a_blank_offers_no_choice_of_its_own_where_only_problems_bear_the_column() -> None:
    cells = {"owner_unit": ["工会", None], "lead": ["校长", None], "rectification_kind": ["by_date", None], "campaign": None}
    rows = make_feedback(role="rectification", openness="face_to_face", measure="办法", **cells)
    options = filter_options(disclose(make_workbook(no_tasks(), rows), Audience.HEAD))

    assert (options.units, options.leads) == ((Option("u1", "工会"),), (Option("l1", "校长"),))
    assert (options.kinds, options.campaigns) == ((Option("by_date", "by_date"),), ())


def test_a_campaign_has_a_code_and_a_state_is_its_own() -> None:
    rows = make_feedback(role="rectification", campaign=["乱收费", "公务用车"], status=["closed", "open"], due=None)
    options = filter_options(disclose(make_workbook(no_tasks(), rows), Audience.HEAD))

    assert options.campaigns == (Option("s1", "公务用车"), Option("s2", "乱收费"))
    assert options.states == (Option("open", "open"), Option("closed", "closed"))


def test_the_lamp_of_what_was_done_late_is_offered_where_the_workbook_tells_it_apart() -> None:
    def lamps(other: tuple[tuple[str, str], ...]) -> list[str]:
        board = disclose(make_workbook(make_tasks(), settings=BoardSettings(other=other)), Audience.HEAD)
        return [each.code for each in filter_options(board).lamps]

    assert "caught_up" not in lamps(())
    assert "caught_up" in lamps((("亮灯方案", "绿黄红；逾期补办转黄"),))


def test_a_code_means_the_same_name_for_every_audience_that_sees_the_same_names() -> None:
    units = ["总务处", "教务处", "Office", "工会", "科研处"]
    workbook = make_workbook(
        no_tasks(), make_feedback(role="rectification", owner_unit=units, category=["丙", "甲", "乙", "丁", "戊"], scope="public")
    )
    found = [filter_options(disclose(workbook, audience)).units for audience in Audience]

    assert [option.name for option in found[0]] == ["Office", "工会", "教务处", "科研处", "总务处"]
    assert found == [found[0]] * len(Audience)


def test_a_choice_is_carried_over_by_its_names_and_what_is_not_there_is_left_out() -> None:
    before, after = (
        FilterOptions(units=tuple(Option(f"u{n}", name) for n, name in enumerate(names, 1)))
        for names in (["甲", "乙", ""], ["", "丙", "甲"])
    )

    assert renumbered(Filters(units=("u1", "u2", "u3"), lamps=("overdue",)), before, after) == Filters(
        units=("u1", "u3"), lamps=("overdue",)
    )

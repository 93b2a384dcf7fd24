"""归并建议: what is proposed says why, nothing is applied, and how often it is right is written down."""

from pathlib import Path

import pandas as pd

from lib.access.returned import returned_opinions
from lib.desk.opening import open_bundled
from lib.metrics.sorting import SortingHelp, sorting_help
from lib.metrics.sorting_texts import candidates, grams_of, plain, shared_words, subject
from lib.schema import Opinion
from lib.settings import Settings
from tests.builders import make_feedback, make_workbook, no_feedback, no_tasks

PAIRS = Path(__file__).with_name("sorting_pairs.tsv")
"""125 pairs of opinions, written for this test: `same` say the same, `other` look alike and do not. Every second pair set the
threshold; the others judge it."""


def opinions(
    texts: list[str],
    categories: list[str | None] | None = None,
    merged: list[str | None] | None = None,
    subcategories: list[str | None] | None = None,
) -> pd.DataFrame:
    none = [None] * len(texts)
    rows = make_feedback(text=texts, category=categories or none, merged_into=merged or none, subcategory=subcategories or none)
    return returned_opinions(make_workbook(no_tasks(), rows))


def test_of_nothing_nothing_is_proposed() -> None:
    assert sorting_help(returned_opinions(make_workbook(no_tasks(), no_feedback()))) == SortingHelp((), ())


def test_a_proposal_names_both_rows_and_the_words_they_share() -> None:
    found = sorting_help(opinions(["食堂中午排队太长，希望增加窗口。", "图书馆新书少。", "中午食堂排队时间长，建议多开几个窗口。"]))

    assert [(each.keep, each.merge, each.keep_id, each.merge_id) for each in found.merges] == [("意见!2", "意见!4", "1", "3")]
    assert found.merges[0].shared == ("食堂", "中午", "排队", "窗口")


def test_the_same_words_are_always_proposed() -> None:
    found = sorting_help(opinions(["太慢。", "太慢"]))

    assert [(each.keep_id, each.merge_id, each.likeness) for each in found.merges] == [("1", "2", 1.0)]


def test_what_is_merged_already_and_what_bears_another_category_is_left_alone() -> None:
    text = "食堂中午排队太长，希望增加窗口。"

    assert sorting_help(opinions([text, text], merged=[None, "1"])).merges == ()
    assert sorting_help(opinions([text, text], ["切身利益", "形式主义"])).merges == ()
    assert len(sorting_help(opinions([text, text], ["切身利益", None])).merges) == 1
    assert len(sorting_help(opinions([text, text], [None, "切身利益"])).merges) == 1


def test_a_persons_matter_is_in_no_proposal() -> None:
    rows = make_feedback(text=["食堂中午排队太长"] * 2, target=["person", "unit"], category=None)

    assert sorting_help(returned_opinions(make_workbook(no_tasks(), rows))).merges == ()


def test_of_more_opinions_than_it_can_look_at_it_looks_at_the_first_and_says_so() -> None:
    found = sorting_help(opinions(["食堂太吵", "食堂太吵", "食堂太吵"]), most=2)

    assert [(each.keep_id, each.merge_id) for each in found.merges] == [("1", "2")]
    assert (found.compared, found.uncompared) == (2, 1)


def test_a_blank_category_is_proposed_by_stated_keywords() -> None:
    found = sorting_help(opinions(["宿舍热水供应时间太短。", "天气很好。"]))

    assert [(each.ref, each.category, each.keywords) for each in found.categories] == [("意见!2", "切身利益", ("宿舍", "热水"))]


def test_a_category_in_use_teaches_its_own_words() -> None:
    taught = [f"门卫登记第{n}项不合理" for n in range(8)] + [f"校服颜色第{n}种不好看" for n in range(8)]
    found = sorting_help(opinions([*taught, "门卫登记要排很久的队"], ["安保"] * 8 + ["校服"] * 8 + [None]))

    assert [each.category for each in found.categories] == ["安保"]
    assert set(found.categories[0].keywords) <= {"门卫", "卫登", "登记"}


def test_a_category_that_does_not_clearly_lead_is_not_proposed() -> None:
    assert sorting_help(opinions(["食堂里的会议"])).categories == ()
    assert sorting_help(opinions(["食堂里的会议"]), ("切身利益", "形式主义")).categories == ()


def test_the_subject_of_a_text_is_what_it_is_about() -> None:
    assert subject(plain("希望食堂的菜价不要太高。")) == "食堂 菜价 要"
    assert shared_words("食堂排队", "排队在食堂") == ("食堂", "排队")


def test_shared_words_have_two_characters_at_least_the_longest_first_and_four_at_most() -> None:
    assert shared_words("食堂的车", "食堂开车") == ("食堂",)
    assert shared_words("车位校园卡", "校园卡车位") == ("校园卡", "车位")
    assert shared_words("食堂 排队 窗口 菜价 桌椅", "桌椅 菜价 窗口 排队 食堂") == ("食堂", "排队", "窗口", "菜价")
    assert shared_words("食堂", "") == ()


def judged(pairs: list[list[str]], half: int, subcategories: list[str | None] | None = None) -> tuple[int, int, int]:
    """(right, wrong, all that say the same) of every second pair."""
    proposed = sorting_help(opinions([text for _, *both in pairs for text in both], subcategories=subcategories)).merges
    found = {int(each.keep_id) // 2 for each in proposed if int(each.keep_id) % 2 and int(each.merge_id) == int(each.keep_id) + 1}
    labels = {n: label == "same" for n, (label, *_) in enumerate(pairs) if n % 2 == half}
    right = sum(same and n in found for n, same in labels.items())
    return right, sum(not same and n in found for n, same in labels.items()), sum(labels.values())


def test_precision_and_recall_on_the_labelled_pairs() -> None:
    """The half that set the threshold, then the half that judges it; and that half at worst, were each pair put under one subcategory."""
    pairs = [line.split("\t") for line in PAIRS.read_text(encoding="utf-8").splitlines() if line]

    assert len(pairs) == 125
    assert judged(pairs, 0) == (24, 10, 30)
    assert judged(pairs, 1) == (23, 4, 30)
    assert judged(pairs, 1, [f"小类{n // 2}" for n in range(250)]) == (25, 9, 30)


def test_of_what_the_sample_merged_a_quarter_is_proposed_anew_and_nothing_else() -> None:
    """14 of its opinions are merged into others, which makes 16 pairs that say the same."""
    read = returned_opinions(open_bundled(Settings()).workbook)
    group = read[Opinion.MERGED_INTO].fillna(read[Opinion.FEEDBACK_ID]).tolist()
    of = dict(zip(read[Opinion.FEEDBACK_ID], group, strict=True))
    proposed = sorting_help(read.assign(merged_into=pd.Series([None] * len(read), index=read.index, dtype="str"))).merges

    assert [of[each.keep_id] == of[each.merge_id] for each in proposed] == [True] * 4


def test_one_subcategory_makes_less_likeness_enough() -> None:
    texts = ["食堂窗口少。", "食堂队伍太长。", "图书馆新书少。"]

    assert sorting_help(opinions(texts)).merges == ()
    assert len(sorting_help(opinions(texts, subcategories=["食堂", "食堂", None])).merges) == 1
    assert sorting_help(opinions(texts, subcategories=["食堂", "宿舍", None])).merges == ()


def test_help_is_empty_where_neither_list_holds_anything() -> None:
    found = sorting_help(opinions(["宿舍热水供应时间太短。", "食堂太吵", "食堂太吵"], [None, "切身利益", "切身利益"]))

    assert SortingHelp((), ()).is_empty
    assert not SortingHelp(found.merges, ()).is_empty
    assert not SortingHelp((), found.categories).is_empty


def test_a_likeness_that_is_just_enough_is_enough() -> None:
    assert len(sorting_help(opinions(["食堂太吵", "食堂太吵"]), alike=1.0).merges) == 1


def test_texts_that_hold_the_same_words_in_another_order_are_wholly_alike() -> None:
    found = sorting_help(opinions(["食堂，排队", "排队，食堂"]))

    assert [each.likeness for each in found.merges] == [1.0]


def test_an_opinion_without_a_number_of_its_own_is_proposed_by_its_row() -> None:
    rows = make_feedback(text=["宿舍热水", "宿舍热水"], category=None, feedback_id=None)
    found = sorting_help(returned_opinions(make_workbook(no_tasks(), rows)))

    assert [(each.keep, each.keep_id, each.merge_id) for each in found.merges] == [("意见!2", "", "")]
    assert [(each.ref, each.feedback_id) for each in found.categories] == [("意见!2", ""), ("意见!3", "")]


TAUGHT = [f"门卫登记第{n}项不合理" for n in range(8)] + [f"校服颜色第{n}种不合理" for n in range(8)]
LABELS = ["安保"] * 8 + ["校服"] * 8


def taught_by(text: str, texts: list[str], categories: list[str]) -> list[tuple[str, tuple[str, ...]]]:
    found = sorting_help(opinions([*texts, text], [*categories, None]))
    return [(each.category, each.keywords) for each in found.categories]


def test_the_last_character_of_a_text_is_no_word() -> None:
    taught = [f"门卫登记第{n}项{'甲乙丙丁戊己庚辛'[n]}钟" for n in range(8)] + [f"校服颜色第{n}种" for n in range(8)]

    assert taught_by("门卫，钟", taught, LABELS) == [("安保", ("门卫",))]


def test_no_single_character_and_no_word_of_both_categories_is_taught() -> None:
    assert taught_by("门卫不讲合理道理", TAUGHT, LABELS) == [("安保", ("门卫",))]


def test_a_word_that_one_or_two_opinions_hold_teaches_nothing() -> None:
    assert taught_by("门卫大爷", [*TAUGHT, "门卫大爷", "门卫大爷"], [*LABELS, "安保", "安保"]) == [("安保", ("门卫",))]
    assert taught_by("门卫大爷", [*TAUGHT, *["门卫大爷"] * 3], [*LABELS, *["安保"] * 3]) == [("安保", ("门卫", "卫大", "大爷"))]


def test_a_category_of_seven_opinions_teaches_nothing_yet() -> None:
    assert taught_by("门卫登记", TAUGHT[1:], LABELS[1:]) == []


def test_a_category_whose_opinions_are_single_characters_has_no_words_to_teach() -> None:
    assert taught_by("门卫登记", ["无"] * 8 + TAUGHT, ["其他"] * 8 + LABELS) == [("安保", ("卫登", "登记", "门卫"))]
    assert taught_by("无", ["无"] * 8, ["其他"] * 8) == []


def test_a_word_within_another_that_stands_there_is_not_counted_twice() -> None:
    """形式主义 speaks by 检查评比 and by 评比: in one text they are one word, of the weight 2, as 食堂 is for 切身利益."""
    assert sorting_help(opinions(["检查评比"])).categories[0].keywords == ("检查评比",)
    assert sorting_help(opinions(["食堂检查评比"])).categories == ()


def test_how_alike_two_texts_are_is_the_weight_they_share_over_the_mean_of_what_each_holds() -> None:
    """食堂 stands in both of two texts and weighs ln 2; the other two words of each weigh ln 3: 0.693 of 2.890."""
    (found,) = sorting_help(opinions(["食堂菜价", "食堂窗口"]), alike=0.2).merges

    assert found.likeness == 0.24


def test_a_short_text_within_a_long_one_is_alike_by_the_mean_of_both() -> None:
    """食堂 weighs ln 2, which is all of one and 0.693 of the other's 2.890: 0.693 over the root of 0.693 times 2.890."""
    (found,) = sorting_help(opinions(["食堂菜价", "食堂"])).merges

    assert found.likeness == 0.49


def test_a_word_that_is_not_among_the_eight_rarest_of_a_text_joins_it_to_no_other() -> None:
    words = ["食堂", "排队", "窗口", "菜价", "桌椅", "校车", "宿舍", "热水", "操场"]

    assert candidates(grams_of([" ".join(words), *words, "操场"])).tolist() == [*([0, n] for n in range(1, 9)), [9, 10]]
    assert candidates(grams_of([" ".join(words), "操场"])).tolist() == [[0, 1]]


def test_a_word_is_both_of_its_characters() -> None:
    assert candidates(grams_of(["食堂", "课堂", "食物"])).tolist() == []
    assert plain("ＷｉＦｉ") == "wifi"


def test_pairs_that_are_equally_alike_stand_by_their_first_opinion() -> None:
    found = sorting_help(opinions(["校车，路线", "食堂，菜价", "菜价，食堂", "路线，校车"])).merges

    assert [(each.keep_id, each.merge_id, each.likeness) for each in found] == [("1", "4", 1.0), ("2", "3", 1.0)]


def test_the_likest_pairs_come_first_and_of_those_that_tie_the_first_in_the_sheet() -> None:
    texts = ["食堂中午排队太长，希望增加窗口。", "中午食堂排队时间长，建议多开几个窗口。", "校车太吵", "校车，吵", "校车；吵"]

    assert [(each.keep_id, each.merge_id) for each in sorting_help(opinions(texts)).merges] == [
        ("3", "4"),
        ("3", "5"),
        ("4", "5"),
        ("1", "2"),
    ]


def test_no_more_than_five_hundred_pairs_are_listed_and_the_others_are_counted() -> None:
    """Of forty equal texts each meets the twenty-five behind it, which makes 675 pairs, and the first meets the fourteen beyond."""
    found = sorting_help(opinions(["食堂吵"] * 40))

    assert (len(found.merges), found.unlisted) == (500, 189)


def test_white_space_around_a_category_makes_it_no_other() -> None:
    text = "食堂中午排队太长，希望增加窗口。"

    assert len(sorting_help(opinions([text, text], ["切身利益", " 切身利益 "])).merges) == 1
    assert [each.category for each in sorting_help(opinions(["宿舍热水", "天气"], [" ", "切身利益 "])).categories] == ["切身利益"]


def test_white_space_around_a_subcategory_makes_it_no_other() -> None:
    texts = ["食堂窗口少。", "食堂队伍太长。", "图书馆新书少。"]

    assert len(sorting_help(opinions(texts, subcategories=["食堂", " 食堂 ", None])).merges) == 1


def test_where_categories_are_in_use_or_declared_no_other_is_proposed() -> None:
    assert [each.category for each in sorting_help(opinions(["宿舍热水", "会议文件"]), ("切身利益",)).categories] == ["切身利益"]
    assert [each.ref for each in sorting_help(opinions(["宿舍热水", "会议文件", "天气"], [None, None, "形式主义"])).categories] == [
        "意见!3"
    ]


def test_a_category_leads_clearly_by_more_than_a_quarter() -> None:
    """Words of 切身利益 beside four of 形式主义."""
    four = "会议，文件，填表，签到"

    assert sorting_help(opinions([f"食堂，作业，收费，宿舍，热水，{four}"])).categories == ()
    assert [each.category for each in sorting_help(opinions([f"食堂，作业，收费，宿舍，热水，补课，{four}"])).categories] == ["切身利益"]


def test_at_most_three_words_are_named_the_longest_of_equal_weight_first() -> None:
    (found,) = sorting_help(opinions(["会议，填表，检查评比，流于形式"])).categories

    assert found.keywords == ("检查评比", "流于形式", "会议")


def test_a_word_that_a_category_taught_weighs_more_than_a_stated_one() -> None:
    taught = [f"体检门卫第{n}项" for n in range(8)] + [f"校服颜色第{n}种" for n in range(8)]

    assert taught_by("食堂，门卫", taught, ["切身利益"] * 8 + ["校服"] * 8) == [("切身利益", ("门卫", "食堂"))]
    assert taught_by("食堂，体检", taught, ["切身利益"] * 8 + ["校服"] * 8) == [("切身利益", ("体检", "食堂"))]


def test_a_word_teaches_where_it_is_said_some_three_times_as_often_as_elsewhere() -> None:
    """Beside one of eight others: four of eight are 4.5/9 over 1.5/9, three times; three of eight are 2.3 times, which is less than e."""

    def taught_of(count: int, of: int) -> list[str]:
        own = [f"门卫登记第{n}项" + "，大厅" * (n < count) for n in range(of)]
        return own + [f"校服颜色第{n}种" + "，大厅" * (n < 1) for n in range(8)]

    def proposed(text: str, count: int, of: int) -> list[tuple[str, tuple[str, ...]]]:
        return taught_by(text, taught_of(count, of), ["安保"] * of + ["校服"] * 8)

    assert proposed("门卫，大厅", 4, 8) == [("安保", ("门卫", "大厅"))]
    assert proposed("门卫，大厅", 3, 8) == [("安保", ("门卫",))]
    assert proposed("门卫，大厅", 4, 9) == [("安保", ("门卫",))]  # 4.5/10 over 1.5/9 is 2.7, and e is 2.718
    assert taught_by("门卫，大厅", ["无"] * 8 + taught_of(3, 8), ["其他"] * 8 + LABELS)[0][1] == ("门卫", "大厅")  # 3.5/9 over 1.5/17
    assert proposed("大厅", 4, 8) == []  # its weight of ln 3 is less than that of a stated word


def test_a_small_category_that_comes_first_keeps_no_other_from_teaching() -> None:
    assert taught_by("门卫登记", ["钟声", *TAUGHT], ["其他", *LABELS]) == [("安保", ("卫登", "登记", "门卫"))]


def test_a_word_teaches_that_stands_before_a_comma() -> None:
    taught = [f"门卫，第{n}项" for n in range(8)] + [f"校服，第{n}种" for n in range(8)]

    assert taught_by("门卫", taught, LABELS) == [("安保", ("门卫",))]

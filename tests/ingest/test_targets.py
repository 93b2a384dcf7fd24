"""Whom a few words are about, as headings, questions and categories say it."""

import pytest

from lib.ingest.targets import may_be_name, says_whom, target_of
from lib.schema import TargetScope

_ONE_LEADER = [
    "对校长的意见",
    "对馆长的意见建议（2条）",
    "三、对副馆长（业务）的意见建议（1条）",
    "四、对副馆长（行政）的意见建议（无）",
    "二、对馆长王某某同志的意见建议",
    "（一）对主任的意见",
    "1.对党支部书记的意见和建议",
    "第一部分 对总经理的意见",
    "关于副校长（分管教学）的问题",
    "对处长工作作风的意见",
    "对班子成员的意见",
    "对领导班子和校长的意见",
    "院长",
    "副院长",
    "书记、校长",
    "张某（局长）",
    "李处长",
    "王某某",
    "赵××同志",
    "张三同志",
    "主要负责人",
    "Comments on the Principal",
]


@pytest.mark.parametrize("text", _ONE_LEADER)
def test_a_post_or_a_name_is_a_matter_of_one_person(text: str):
    assert target_of(text) is TargetScope.PERSON


@pytest.mark.parametrize(
    "text", ["对领导班子的意见建议（6条）", "领导班子", "对馆领导班子的建议", "班子方面", "Feedback on the leadership team"]
)
def test_the_leading_group_is_none(text: str):
    assert target_of(text) is TargetScope.LEADING_GROUP


@pytest.mark.parametrize(
    ("text", "target"), [("对中层干部的意见", TargetScope.MIDDLE), ("对学校工作的意见", TargetScope.SCHOOL), ("科室", TargetScope.UNIT)]
)
def test_the_other_words_of_the_vocabulary_are_known(text: str, target: TargetScope):
    assert target_of(text) is target


@pytest.mark.parametrize(
    "text",
    [
        "",
        "意见",
        "形式主义",
        "校长信箱",
        "校长办公室",
        "院长接待日",
        "主任医师",
        "班主任",
        "班主任工作",
        "家长",
        "客户经理",
        "排队长",
        "各科室主任",
        "老同志",
        "领导班子建设",
        "领导班子及班子成员",
        "对食堂的意见",
        "Management",
    ],
)
def test_what_names_nobody_is_about_nobody(text: str):
    assert target_of(text) is None


def test_a_name_alone_may_be_anything_and_only_the_words_around_it_say_that_it_is_about_somebody():
    assert (may_be_name("对张三的意见"), says_whom("对张三的意见")) == (True, True)
    assert (may_be_name("张三"), says_whom("张三")) == (True, False)
    assert not may_be_name("对食堂的意见")

"""Words by which an opinion is recognised as one of a category, for proposals where the cell is blank.

A name stands with the words that people use when they speak of it; a workbook's own categorised opinions say more, and come first.
"""

from collections.abc import Mapping

CATEGORY_KEYWORDS: Mapping[str, tuple[str, ...]] = {
    "形式主义": ("会议", "开会", "文件", "检查评比", "评比", "迎检", "填表", "填报", "材料", "走过场", "流于形式", "念稿", "签到", "留痕"),
    "官僚主义": (
        "推诿",
        "扯皮",
        "拖延",
        "听取意见",
        "征求意见",
        "走动少",
        "深入一线",
        "不了解基层",
        "官腔",
        "审批",
        "答复慢",
        "回音",
        "决策",
    ),
    "享乐主义": ("迟到", "早退", "上班时间", "坐班", "懒散", "工作纪律", "脱岗", "玩手机", "进取"),
    "奢靡之风": ("浪费", "铺张", "接待", "公车", "公务用车", "超标", "办公用房", "节约", "吃喝", "亮着灯"),
    "切身利益": (
        "食堂",
        "饭菜",
        "作业",
        "收费",
        "班费",
        "补助",
        "资助",
        "宿舍",
        "热水",
        "补课",
        "津贴",
        "体检",
        "待遇",
        "安全",
        "设备",
        "维修",
    ),
    "联系服务": ("家长会", "家校", "沟通", "窗口", "办事", "证明", "网站", "公开", "报销", "图书馆", "咨询", "走访", "联系"),
}

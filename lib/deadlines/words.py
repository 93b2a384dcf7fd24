"""The Chinese words that a deadline phrase may hold, each with the kind of token that it is; `english_words` has the others.

Matching takes the longest word, so that a guard such as 初步 keeps 初 from being read as "early". A word to be
added goes into one line here; the grammar does not change.
"""

from enum import StrEnum

from lib.deadlines.festivals import FIXED, MOVING


class K(StrEnum):
    """Kinds of tokens."""

    NUMBER = "number"
    DATE = "date"  # a whole date in figures
    YEAR = "年"
    MONTH = "月"
    DAY = "日"
    QUARTER = "季度"
    WEEK = "周"
    NTH = "第"
    PART = "旬"  # a part of a month: (first day, last day), 0 = the month's last
    VAGUE = "vague part"  # 前期, 后期: some part, nobody knows how many days
    EDGE = "edge"  # 初 中 底: "start", "middle", "end"
    HALF = "half"
    NAMED_YEAR = "named year"  # 今年: years after the context's; 次年: after the year before it
    ERA = "民国"
    FESTIVAL = "festival"
    PERIOD = "five-year plan"
    HOLIDAY = "假期"
    WEEKDAY = "weekday"
    TIME = "time"
    TO = "to"
    LIST = "list"
    OR = "or"
    OPEN = "("
    CLOSE = ")"
    COLON = ":"
    BEFORE = "before"
    AFTER = "after"
    FROM = "from"
    SINCE = "since"
    UNTIL = "until"
    ABOUT = "about"
    WITHIN = "within"
    FILLER = "filler"
    VERB = "verb"
    STARTS = "starts"
    ENDS = "ends"
    WATCH = "watch"  # 长期坚持
    IMMEDIATE = "immediate"
    UNSETTLED = "unsettled"
    EVENT = "event"
    RECURRING = "recurring"
    EACH_YEAR = "each year"
    DURATION = "duration"
    ORDERED = "as ordered"  # 按要求: no time of its own, and no doubt beside one
    PAST = "already"
    TENTATIVE = "tentative"
    LUNAR = "lunar"
    NEVER = "negation"
    ERROR = "error value"
    LOST = "?"
    OTHER = "other"
    # English
    YEAR_END = "year-end"
    MONTH_NAME = "month name"
    MODIFIER = "modifier"
    QUARTER_NAME = "Q1"
    HALF_NAME = "H1"
    OF = "of"
    BY = "by"
    EARLIER = "before …"
    LATER = "after …"
    FINISH = "end of text"


Word = tuple[K, object]


def all_as(kind: K, words: str, value: object = None) -> dict[str, Word]:
    """Each of the words, which blanks part, as this kind of token."""
    return dict.fromkeys(words.split(), (kind, value))


_UNITS: dict[str, Word] = {
    **all_as(K.YEAR, "年 年度 年份"),
    **all_as(K.MONTH, "月 月份"),
    **all_as(K.DAY, "日 号"),
    **all_as(K.QUARTER, "季度 季"),
    **all_as(K.WEEK, "周 教学周 学周 个教学周"),
    **all_as(K.NTH, "第"),
    **all_as(K.ERA, "民国 中华民国"),
    **all_as(
        K.DURATION,
        "天 个月 个半月 个工作日 工作日 小时 个小时 个星期 星期 个礼拜 礼拜 个周 分钟 个季度 个学期 周年 个年 年左右 天内 日历日 个日历日 个自然日 自然日",
    ),
}

_PARTS: dict[str, Word] = {
    **all_as(K.PART, "上旬 首旬", (1, 10)),
    **all_as(K.PART, "中旬", (11, 20)),
    **all_as(K.PART, "下旬 末旬", (21, 0)),
    **all_as(K.PART, "上中下旬 上、中、下旬 上、中下旬 上/中/下旬", (1, 0)),
    **all_as(K.PART, "上中旬 中上旬 上、中旬 上旬中旬 上/中旬", (1, 20)),
    **all_as(K.PART, "中下旬 中、下旬 中旬下旬 中/下旬 中末旬", (11, 0)),
    **all_as(K.PART, "上半月 前半月 上半个月 前半个月", (1, 15)),
    **all_as(K.PART, "下半月 后半月 下半个月 后半个月", (16, 0)),
    **all_as(K.PART, "初中旬", (1, 20)),
    **all_as(K.PART, "上句 上询 上徇 上巡", (1, 10)),
    **all_as(K.PART, "中句 中询 中徇 中巡", (11, 20)),
    **all_as(K.PART, "下句 下询 下徇 下巡", (21, 0)),
    **all_as(K.VAGUE, "前期 中期 后期 初期 末期 早期 晚期 中后期 前中期 中前期"),
    **all_as(K.EDGE, "初", "start"),
    **all_as(K.EDGE, "中", "middle"),
    **all_as(K.EDGE, "底 末 终 尾 低 未 抵 最后一天 最后一日 末尾", "end"),
    **all_as(K.HALF, "上半年 前半年 上半年度", 1),
    **all_as(K.HALF, "下半年 后半年 下半年度", 2),
}

_YEARS: dict[str, Word] = {
    **all_as(K.NAMED_YEAR, "上、下半年 上下半年 今年 本年 本年度 当年 当年度 今年度 全年 全年度 整年 该年 该年度", ("context", 0)),
    **all_as(K.NAMED_YEAR, "明年 下年 下一年 明年度 下年度 下一年度 来年", ("context", 1)),
    **all_as(K.NAMED_YEAR, "次年 翌年 次年度 第二年 隔年 次一年", ("before", 1)),
    **all_as(K.NAMED_YEAR, "去年 上年 上一年 去年度 上年度 上一年度", ("context", -1)),
    **all_as(K.NAMED_YEAR, "同年", ("before", 0)),
    **all_as(K.NAMED_YEAR, "后年", ("context", 2)),
    **all_as(K.NAMED_YEAR, "前年", ("context", -2)),
}

_LINKS: dict[str, Word] = {
    **all_as(K.TO, "- -- ~ ~~ 至 到 直至 直到 截至到 延续到 延续至 持续到 持续至 起至 起到 开始至 开始到 至到 起,至 .. ... …… …"),
    **all_as(K.LIST, "、 , ; / | 和 及 与 以及 及其 并 & + \\ 。 同 兼 并于 再到"),
    **all_as(K.OR, "或 或者 或是 还是"),
    **all_as(K.OPEN, "( "),
    **all_as(K.CLOSE, ") "),
    **all_as(K.COLON, ":"),
    **all_as(K.BEFORE, "前 之前 以前 或之前 或以前 及之前 及以前 前夕 开始前 开始之前 开始以前 启动前 启动之前 启动以前", "before"),
    **all_as(K.AFTER, "后 之后 以后 过后"),
    **all_as(K.FROM, "起 开始 以来 起始 起开始 起执行 起实施 起施行 伊始"),
    **all_as(K.SINCE, "开始时间 起始时间 开始日期 起始日期 启动时间 起始日 自 从 自从 始于 不早于 最早"),
    **all_as(
        K.UNTIL,
        "止 截止 截至 为止 止于 截止到 截止至 截止于 不晚于 不迟于 不超过 不得晚于 不得迟于 最迟 最晚 至迟 至晚 最迟于 最晚于 最迟不超过 截止日期 截止时间 截止日 前截止 截稿",
    ),
    **all_as(K.ABOUT, "前后 左右 上下 约 大约 大概 约于 约在 大致 约为"),
    **all_as(K.WITHIN, "内 之内 以内 期间 里 时期 中间 间 之间 期内 当中 当天 当日 全天 全月 整月 当月 一整月"),
    **all_as(K.TENTATIVE, "暂定 暂定于 初定 初定于 初步定于 拟定于 待确认 待确定 暂 初步确定 初步计划 可能"),
    **all_as(K.PAST, "已 已于 已经 已在 业已"),
    **all_as(K.ORDERED, "按计划 按规定 按规定时间 按时 按期 按时限 按序时进度 按进度 按进度要求 及时 适时 如期 按序时 按节点 按时间节点"),
    **all_as(K.NEVER, "非 不含 不包括 除 除外 逢"),
    **all_as(K.LUNAR, "农历 阴历 旧历 正月 腊月 冬月"),
    **all_as(K.LOST, "?"),
}

_FILLERS: dict[str, Word] = {
    **all_as(
        K.FILLER,
        "各 各一次 一次 次 于 在 的 计划 计划于 拟 拟于 预计 预计于 力争 力争在 力争于 争取 争取在 争取于 确保 确保在 确保于 务必 务必于 务必在 原则上 必须 必须在 须 须于 应 应于 应在 需 需于 需在 要 要求 日期 起止时间 起止日期 结束时间 结束日期 完成日期 计划日期 计划时间 "
        "限 限期 限时 限于 时限 完成时限 时间 整改时限 期限 完成时间 定于 将 将于 已定 已定于 已确定 已确定于 已安排 已安排于 已计划 一般 一般在 最好 一并 均 都 其中 即 为 是 先 等 统一 集中 全部 全面 基本 初步 正式 分别 共 共计 "
        "含 含当日 含当天 含本日 公历 阳历 西历 公元 本 该 由 请 请于 请在 同步 具体 具体为 整 许 多 份 当地 北京 工作 实施 组织实施 推进 推动 部署 贯穿 贯彻 覆盖 凡 一次性 （ ） ! # ' ^ _ = 上午 下午 中午 晚上 晚 早上 凌晨 傍晚 夜间 "
        "上班 下班 放学 午 正午 零点 "
        "阶段 第一阶段 第二阶段 第三阶段 第四阶段 第五阶段 第六阶段 第一轮 第二轮 第三轮 第一批 第二批 第三批 第一次 第二次 第三次 第一步 第二步 第三步 第1阶段 第2阶段 第3阶段",
    ),
    **all_as(
        K.ENDS,
        "完成 结束 完毕 办结 办完 做完 到位 落实 落实到位 整改到位 整改完成 完成整改 整改完毕 销号 结项 结题 验收 交付 完工 竣工 收官 收尾 见效 基本完成 全面完成 全部完成 初步完成 提交 报送 上报 上交 "
        "交 报 上线 建成 完善 印发 出台 下发 发布 公布 公示 归档 形成 送达 报备 备案 反馈 了结 整改 制定 编制 定稿 审议 清零 交稿 递交 呈报 报告 汇报 整理 汇总 投用 达到 交齐 收齐 到账 审核 审定 审阅 公开 修订 完结 初稿 清理 "
        "初步形成 初步建成 初步建立 形成初稿 总结 建立 实现 到期 期满 截稿 备齐 报出 撰写 上缴 通过 定案 成稿 收集 拟定 研究 完成并",
    ),
    **all_as(
        K.VERB,
        "召开 举行 举办 进行 开展 组织 安排 开会 调研 检查 督查 学习 培训 宣传 评议 测评 走访 座谈 查摆 动员 讨论 谈心 征求意见 使用 考核 执行 施行 实行 生效",
    ),
    **all_as(K.STARTS, "启动 开工 开始实施 开始执行 开始启动 正式启动 着手 开始推进 启用 开始建设 全面启动 陆续开展 陆续启动"),
}

_PLANS: dict[str, Word] = {f"十{name}五": (K.PERIOD, 2006 + 5 * number) for number, name in enumerate("一二三四五六七")}

_KINDS: dict[str, Word] = {
    **all_as(
        K.WATCH,
        "长期 长期坚持 长期推进 长期工作 长期执行 长期实施 长期落实 长期整改 长期有效 长期开展 长期任务 持续 持续推进 持续整改 持续坚持 持续开展 持续改进 持续抓好 持续实施 持续进行 持续用力 持续深化 持续加强 持续巩固 持续跟进 常态化 常态 "
        "常态化推进 常态化开展 常态化坚持 常态化实施 常态长效 常年 常年坚持 常年开展 常抓 经常 经常性 经常化 一直 一直坚持 自始至终 持之以恒 久久为功 动态更新 动态调整 始终 全程 贯穿始终 贯穿全过程 贯穿全程 贯穿活动始终 贯穿活动全程 贯穿整个活动 贯穿教育实践活动全过程 全过程 坚持 "
        "长抓不懈 常抓不懈 永久 长久 永远 不断 日常 日常工作 平时 至今 迄今 今后 不间断 滚动 滚动推进 长效 长效坚持 长效机制 不断完善 不断推进 长期性 长远 随时 坚持不懈 不限期 无限期 无期限 不设期限 不设时限 坚持经常 一贯坚持 "
        "并长期坚持 活动全程 贯穿活动全过程 持续至今 长期持续 持续长期 常设 不限时 深入推进",
    ),
    **all_as(
        K.IMMEDIATE,
        "立行立改 即知即改 即行即改 立查立改 立知立改 立整立改 即查即改 即整即改 边学边改 边查边改 边整边改 边学边查边改 边查边整改 边整改 边学边查边整改 立即 立即整改 立即落实 立即执行 立即办理 立即完成 立即推进 立刻 立刻整改 马上 马上就办 马上办 马上整改 即时 即时整改 "
        "即刻 即刻整改 尽快 尽快完成 尽快落实 尽快整改 尽早 抓紧 抓紧整改 当场 当场整改 当即 第一时间 现场整改 即办 即办即结 立办立结 立说立行 说办就办 火速 从速 迅速 迅速整改 加急 特急 紧急 刻不容缓 不过夜 当下改 立改 立行 即改 即知 随即 即行整改 立即行动 "
        "现在 即到即办 随到随办 立等可取 随发现随整改 随查随改 边评边改 边督边改 边巡边改 边审边改 边检边改 边查边纠 即发即改 立督立改 立纠立改 即交即办 接诉即办 立即启动 立即开展 即日",
    ),
    **all_as(
        K.UNSETTLED,
        "待 自行安排 自行确定 自行掌握 自定 等候 听候 到时 酌情 灵活安排 灵活掌握 待定 另定 未定 未确定 待商定 商定 待议 再定 待通知 等通知 另行通知 另行安排 另行确定 另行商定 另行规定 另文通知 另通知 另行告知 另行部署 以通知为准 视情况而定 视情况 视情 视情而定 视进展 视进度 根据实际 根据情况 根据需要 根据实际情况 根据工作需要 "
        "视工作需要 视需要 择机 择期 择日 择时 近期 不日 届时 随后 稍后 待上级通知 待上级部署 "
        "待安排 待研究 待协调 与督导组商定 具体时间待定 时间待定 具体时间另行通知 不确定 不详 未知 无 暂无 暂缺 空 没有 暂未确定 尚未确定 尚未明确 未明确 待明确 不明确 不明 "
        "按合同 按合同约定 根据上级要求 根据上级安排 根据上级部署 条件成熟时 时机成熟时 条件具备时 必要时 需要时 一段时间 短期 短期内 中长期 远期 待批准后 协商确定 协商 面议 具体以通知为准 待报 不定 以上级通知为准 规定时间内 规定时限内 规定期限内 限定时间内 要求时间内 上级要求时间内 上级规定时间内 以文件为准 以实际为准 日后 将来 早日 逐步 分步 分阶段 分批",
        "not_fixed",
    ),
    **all_as(K.UNSETTLED, "同上 同前 同左 〃 〃〃 同上一项 同第一项 同第 同序号 同前项 如上 同上行 〃同上 仝上 々 同下", "same_as_above"),
    **all_as(K.UNSETTLED, "详见 见附件 见备注 详见附件 见通知 见方案 参见 见下 见上 见右", "not_fixed"),
    **all_as(K.UNSETTLED, "最后一周 最后一个周 最后两周 首周 末周 头一周", "week_of_month"),
    **all_as(K.UNSETTLED, "财年 会计年度 财务年度 财政年度", "fiscal_year"),
    **all_as(
        K.UNSETTLED,
        "下个月 下月 下一月 上个月 上月 本月 这个月 该月 次月 翌月 本周 这周 下周 下下周 上周 本星期 下星期 这星期 上星期 本季度 下季度 本季 下季 下一季度 上季度 当季 当季度 今天 明天 后天 今日 明日 昨天 昨日 次日 翌日 隔日 当周 "
        "近日 近两天 近几天 半年 半个月 半个月内 半天 大半年 这几天 本旬 下一旬 下个季度 这个季度 下个星期 下个礼拜 收到通知后 收文后 收到后 发文后 接到通知后 接通知后 自收到 收到 接到 签订后 签署后 批准后 批复后 节前 节后",
        "relative",
    ),
    **all_as(
        K.UNSETTLED,
        "春季 夏季 秋季 冬季 春天 夏天 秋天 冬天 入冬 入冬前 汛期 雨季 春 夏 秋 冬 今春 今夏 今秋 今冬 春夏 秋冬 岁末 岁尾 岁末年初 年末岁初",
        "vague_season",
    ),
    **all_as(
        K.EVENT,
        "学期 学期初 学期中 学期末 学期内 本学期 下学期 上学期 新学期 春季学期 秋季学期 第一学期 第二学期 春学期 秋学期 开学 开学初 放假 暑假 寒假 暑期 寒期 学年 学年初 学年末 本学年 新学年 假期 期初 期中 期末 期中考试 期末考试 毕业 毕业典礼 军训 放寒假 放暑假 "
        "寒暑假 春假 秋假 开学典礼 学期结束 学期开始 本学期末 下学期初 本学期初 学期期末 本学期期末 新学期开学",
        "school_calendar",
    ),
    **all_as(
        K.EVENT,
        "考试 高考 中考 会考 学考 模考 一模 二模 出分 出成绩 成绩公布 录取 会议 会后 会前 会中 会上 动员会 动员大会 总结会 民主生活会 专题民主生活会 组织生活会 大会 活动 活动结束 活动开始 验收合格 督导 巡视 巡察 检查组 审计 换届 教代会 职代会 校庆 运动会 评估 上级检查 "
        "竣工验收 立项 活动期间 整个活动期间 教育实践活动期间 例会 周例会 月度例会 班子会 党组会 校务会 行政会 项目启动 项目结束 项目验收 合同签订 批复 转段 巡回督导",
        "event_bound",
    ),
    **all_as(
        K.RECURRING,
        "每月 月报 周报 季报 旬报 日报 每周 每季度 每季 每学期 每半年 每天 每日 每旬 每两周 每双周 每两月 每双月 每个月 每个季度 每个学期 每个工作日 每工作日 每半月 每半个月 每星期 每逢 每次 每学年 每届 每小时 每晚 每隔 每两个月 每三个月 每1个月 每2个月 每3个月 每6个月 每周期 每个 每两年 每三年 每五年 每2年 每3年 "
        "逐月 逐周 逐季 逐季度 按月 按季 按季度 按周 按旬 按日 按学期 按半年 按天 月月 周周 天天 季季 隔周 隔月 双月 单月 双周 单周 定期 不定期 定期开展 不定期开展 各月 各季度 各周 每季末 每月份 "
        "一月一次 一季一次 一周一次 一年一次 一年两次 半年一次 半月一次 一季度一次 一学期一次 一月一调度 一周一调度 一周一报 一月一报 半年报 逢单周 逢双周 两周一次 一年二次 一旬一次 一天一次",
    ),
    **all_as(K.EACH_YEAR, "每年 每年度 年年 逐年 各年 历年 按年 按年度 每一年"),
    **all_as(K.ERROR, "#REF! #N/A #VALUE! #DIV/0! #NAME? #NULL! #NUM! #SPILL! #CALC! #GETTING_DATA #REF #VALUE"),
}

# Words of which a part would be read amiss.
_GUARDS = all_as(
    K.OTHER,
    "接待 招待 对待 看待 期待 优待 待遇 未完成 未开展 未启动 未开始 未按 未能 未落实 未达 未报 未及时 抵达 底子 底气 底蕴 底色 底层 底部 底板 底牌 底细 末节 末梢 末日 初具 初见 初显 初现 初露 初创 初建 初选 初稿 初试 初三 初二 初一 "
    "中层干部 中小型 中高 中低 中型 中试 中标 中止 中断 中转 中性 中西 中外 中医 中餐 终身 终端 终止 终审 终评 尾气 尾款 尾矿 尾号 低碳 低保 低收入 低价 低年级 低头 低效 初中 初步 初审 初赛 初级 初心 初衷 初核 初评 中小学 中学 中国 中央 中心 中层 中共 中级 中专 中职 中华 中英 底线 底数 底稿 底册 末位 末端 前提 前往 前置 前瞻 前列 前沿 前台 前端 后勤 后续 后台 后备 后端 后进 内容 内部 内控 内设 内审 起草 起步 起点 起来 到会 到校 到岗 到人 到底 至少 至于 "
    "上报率 约谈 约束 年级 年龄 年鉴 年轻 号楼 号文 周期 周边 周密 从严 从而 从事 自查 自评 自我 自身 自主 自学 自觉 自动 在校 和谐 与会 与时俱进 并且 并轨 同志 同时 同步推进 同学 止损 止步 春运 季军 旬邑 "
    "同学年 第三方 三会一课 万 亿 百分之 百日 与会人员",
)

_FESTIVALS: dict[str, Word] = {
    **{name: (K.FESTIVAL, name) for name in (*FIXED, *MOVING)},
    **{f"{name[0]}.{name[1]}": (K.FESTIVAL, name) for name in ("三八", "五一", "五四", "六一", "七一", "八一", "十一")},
    **{
        f"{name}节": (K.FESTIVAL, name)
        for name in (
            "元旦",
            "三八",
            "五一",
            "五四",
            "六一",
            "七一",
            "八一",
            "十一",
            "国庆",
            "圣诞",
            "春",
            "元宵",
            "清明",
            "端午",
            "七夕",
            "中秋",
            "重阳",
        )
        if name in FIXED or name in MOVING
    },
    **{
        word: (K.FESTIVAL, name)
        for word, name in {
            "五一劳动节": "五一",
            "五一国际劳动节": "五一",
            "国际劳动节": "五一",
            "三八妇女节": "三八",
            "三八节": "三八",
            "六一儿童节": "六一",
            "五四青年节": "五四",
            "七一建党节": "七一",
            "八一建军节": "八一",
            "十一国庆节": "十一",
            "十一国庆": "十一",
            "国庆日": "国庆",
            "元旦节": "元旦",
            "新年": "元旦",
            "大年三十": "除夕",
            "大年初一": "春节",
            "新春": "春节",
            "农历新年": "春节",
            "元宵佳节": "元宵",
            "国家宪法日": "宪法日",
            "消费者权益日": "三一五",
            "圣诞节": "圣诞",
        }.items()
    },
    **all_as(K.HOLIDAY, "长假 黄金周 小长假 假期 放假 假 假日 节假日"),
}

WORDS: dict[str, Word] = {
    **_GUARDS,
    **_FILLERS,
    **_KINDS,
    **_UNITS,
    **_PARTS,
    **_YEARS,
    **_FESTIVALS,
    **_PLANS,
    **_LINKS,
}
WORDS["假期"] = (K.EVENT, "school_calendar")
WORDS = {word.lower(): meaning for word, meaning in WORDS.items()}
WORDS["放假"] = (K.EVENT, "school_calendar")

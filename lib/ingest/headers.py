"""What a header may mean: the dictionary of the schema, then names that are built by a pattern.

A header is compared after NFKC, case folding, in simplified characters, and removal of white space, punctuation, and brackets with what is
in them. Three tiers, best first: the schema's own header and synonyms in their order; compound names that follow
a pattern (计划 + 完成 + 日期, planned + finish + date); words that only serve when nothing better stands in the
table (Item, Name, 名称). The same word may fit several columns; `mapping` decides by the whole header and the cells.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from lib.schema import COLUMNS, Opinion, SheetRole, Task
from lib.schema.traditional import simplified, traditional_of
from lib.schema.weak_headers import WEAK_HEADERS

_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|〔[^〔〕]*〕|<[^<>]*>|《[^《》]*》|\([^()]*$")
_NOISE = re.compile(r"[\s_\-–—./\\·、,，。:：;；*?!'\"“”‘’|+~&▼▲↑↓★☆※●■]+")
_LEADING_NUMBER = re.compile(r"^\d{1,2}(?=[^\d\s])")
_ALTERNATIVES = re.compile(
    r"[/／|｜\n]|(?<=[\u4e00-\u9fff])\s*(?=[A-Za-z#%])|(?<=[A-Za-z.#%])\s*(?=[\u4e00-\u9fff])|\s&\s|\s(?:or|and)\s", re.IGNORECASE
)
_LONGEST = 60
_LONGEST_LABEL = 12  # 计划（P）：

_BRACKET_SIGNS = str.maketrans("", "", "()[]【】〔〕<>《》")
PATTERN_RANK = 100
WEAK_RANK = 200


@dataclass(frozen=True, slots=True)
class Match:
    """One column that a header may name; a smaller rank is a better match."""

    name: str
    rank: int


def normal(text: str) -> str:
    """A header as the dictionary compares it; a header that is all brackets keeps what is in them. Short ones are remembered."""
    return _normal(text) if len(text) <= _LONGEST else _normal.__wrapped__(text)


@lru_cache(maxsize=16_384)
def _normal(text: str) -> str:
    folded = simplified(unicodedata.normalize("NFKC", text).casefold()).replace("情形", "情况")
    bare = folded
    for _ in range(2):
        bare = _BRACKETS.sub("", bare)
    for candidate in (bare, folded.translate(_BRACKET_SIGNS)):
        found = _NOISE.sub("", candidate)
        if found:
            return _LEADING_NUMBER.sub("", found) or found
    return folded.strip()


_NOW = re.compile("^(截至|截止|到)?(目前|当前|现阶段|现今)(为止)?(的)?")

_UNIT = "(单位|部门|部室|科室|处室|机构|股室|支部|站所|班组|团队|小组)"
_PERSON = "(人|人员|者|同志|老师|教师)"
_TIME = "(时间|日期|时限|期限|节点|时间节点|日|时间点|时间要求|时限要求|天)"
_ASKED = "(最后|计划|预计|拟|要求|应|目标|预定|规定|约定|原定|预期|最迟|最晚|限定)"
_END = "(完成|完结|办结|结束|截止|交付|终止|截至|到期|落实|上线|整改|整改完成|办理|解决|修复|关闭|验收|提交|发布|竣工|完工|交工)"
_UNTIL = "(时限|期限|时间节点|截止时间|截止日期)"
_BEGIN = "(开始|启动|起始|开工|起)"
_MATTER = "(任务|事项|内容|工作|举措|措施|要点|名称|项目|安排|活动|要求|目标|描述|清单)"

_ASK_TO_WRITE = "请?(您|你)?(写下|填写|留下|提出|输入|写出|谈谈|列出|描述|简述)"

_TASK_PATTERNS: tuple[tuple[str, str], ...] = (
    ("(需|需要|应|须)(准备|提供|报送|提交|上报)(的)?(材料|资料)(名称|清单|内容)?", Task.TASK),
    ("(材料|资料)(报送|提交|上报|上交|准备)(的)?(时间|时限|日期|期限|截止时间)", Task.DUE_TEXT),
    ("(布置|筹备|准备)(完成)?(时间|时限|期限)", Task.DUE_TEXT),
    ("(材料|资料)?(准备|筹备)(完成)?(情况|状态)", Task.STATUS),
    ("(倒排)(工期|时间|时限|日期|节点)", Task.DUE_TEXT),
    (f"{_ASKED}(时限|期限)|(处置|处理)(的)?{_UNTIL}", Task.DUE_TEXT),
    ("(销号)(时间|日期)", Task.ACTUAL_DONE),
    ("(形成|取得|预期|阶段性)(的)?(成果|材料|制度|文件)", Task.OUTPUT),
    ("(评审|评估|考核|验收|检查|督导|创建|测评|迎检)(条款|标准|指标|要点|要素|细则)(内容)?", Task.TASK),
    ("(action|task)s?(agreed|required|needed|tobetaken)", Task.TASK),
    (f"实际{_BEGIN}{_TIME}?", Task.ACTUAL_START),
    (f"(实际|最终){_END}{_TIME}?", Task.ACTUAL_DONE),
    ("实际(日期|时间)", Task.ACTUAL_DONE),
    ("(当前|目前|实际|现)(完成)?(值|量|数|数值)", Task.ACTUAL_N),
    (f"(已)?(完成|办结|销号|交付){_TIME}(实际)", Task.ACTUAL_DONE),
    (f"(调整|变更|延期|商定|顺延|修订)(后)?(的)?{_ASKED}?{_END}?{_TIME}", Task.AGREED_DUE),
    ("(延期|调整|变更|滞后|(未(按时|按期|如期)?|逾期|超期|超时)(完成|办结)?)(的)?(原因|说明|理由)", Task.REPLAN_REASON),
    (f"(任务|项目)?{_ASKED}?{_BEGIN}{_TIME}?", Task.PLAN_START),
    (f"{_ASKED}{_END}{_TIME}?", Task.DUE_TEXT),
    (f"(工作|任务)?{_END}{_TIME}(要求|安排)?", Task.DUE_TEXT),
    (f"(?!工作[日天])(工作|任务|项目|实施|起止|办理|推进|计划)+{_TIME}", Task.DUE_TEXT),
    ("(时间|日期)(安排|节点|要求|进度|计划|段|范围|表)", Task.DUE_TEXT),
    ("(控制|关键|工程|建设|项目|里程碑|进度|施工)*节点(名称|内容|任务|事项)?", Task.TASK),
    (f"(任务|具体|主要|直接|第一)?(责任|主责|牵头|承办|主办|办理|处理|处置|经办|负责|实施|落实|执行|所属|承担|主管|归口)(责任|管理|办理|主体)?{_UNIT}(及责任人)?", Task.OWNER_UNIT),
    (f"(协办|配合|协同|参与|协助|支持|会办)(责任)?({_UNIT}|{_PERSON})|参加{_UNIT}", Task.CO_UNITS),
    ("(牵头|责任|分管|包抓|包片|包保|包村|主管|联系|挂点|挂钩|包联|督办|带班)(的)?(校|院|局|县|市|区|处|委)?(级)?领导", Task.LEAD),
    (
        f"(第一|直接|主要|具体|整改|工作|任务)?(责任|负责|主办|经办|联系|承办|执行|实施|落实|牵头|跟进|撰写|编写|开发|办理|处理|对接|主责|指派|项目负责|任务负责|完成){_PERSON}",
        Task.OWNER,
    ),
    ("(具体|直接)(负责|承办|经办|落实)", Task.OWNER),
    ("(责任|分工)(分工|落实)?", Task.OWNER_UNIT),
    ("(完成|当前|目前|最新|工作|总体|项目|任务|推进|实际|整体|办理|执行|实施|处理|整改|落实)?(进度|完成率|完成度|完成比|完成比例|百分比|完成百分比|进度百分比)%?", Task.PROGRESS),
    ("(任务|当前|目前|跟进|开发|实现|需求|问题|bug|缺陷|完成|办理|推进|进展|项目|工作|执行|处理|实施|落实|整改|总体)(状态|状况)", Task.STATUS),
    ("(是否)(已)?(完成|办结|落实|解决|关闭|上线|修复|实现|收齐|交齐|备齐|齐全|齐备|到位|提交|上交|报送|上报|归档)|(材料|资料)?(收集|提交|归档|上交|报送)(情况|状态)", Task.STATUS),
    ("(完成|办结|落实|解决)(与否|否)", Task.STATUS),
    ("(行动|待办|跟进|督办|验收|推进|落实|实施)(项|事项|内容|任务|项目)(名称|描述|内容)?", Task.TASK),
    ("(办理|处理|处置|整改|落实|执行|实施|推进|完成)(的)?(情况|进展|进展情况|完成情况|现状|进度情况)(说明|描述)?|(任务|工作|目前|当前)(完成情况|进展情况|现状)|(目前|当前)情况|现状", Task.PROGRESS_NOTE),
    ("(会议)?(议定|决定|交办|批示|批办|督查|部署|责任|履职|履责|承诺)(的)?(事项|任务|工作)(内容)?", Task.TASK),
    ("(当前|目前|最新|工作|具体|任务|推进|本周|本月)+(进展|进展情况|推进情况|完成情况|落实情况)(说明|描述)?", Task.PROGRESS_NOTE),
    ("(存在|主要|遇到)(的)?(问题|困难)(及建议|和困难|与困难|及原因)?", Task.ISSUE),
    ("(下一?步|后续|下阶段)(的)?(工作)?(打算|计划|措施|安排|工作|举措)", Task.NEXT_STEP),
    ("(所处|所属|工作|实施|项目|活动|推进|当前|创建|迎检|迎评|评估|整治|治理|建设|攻坚|改革)(阶段|环节|步骤)(名称)?", Task.PHASE),
    ("(第?[一1])级(任务|目录|指标|事项|分类|wbs|工作)", Task.PHASE),
    ("(第?[二三2-3])级(任务|目录|事项|工作|wbs)", Task.TASK),
    (f"(工作|任务|重点|主要|具体|年度|督办|目标|整改|改革|建设|推进|活动|详细|本周|本月|当前|计划){{1,3}}{_MATTER}{{1,2}}(及要求|与要求|和要求|名称|描述|内容|概述|简述)?", Task.TASK),
    ("(年度|本周|本月|当前|主要)?工作(重点|要点)(内容|任务|事项)?|(任务|工作|问题|需求|bug|缺陷|用例|故事|功能|事项)(标题|名|简述|摘要|概要|主题)", Task.TASK),
    ("资源名称?|(指派|分配|分派)(给|人|到|至)?|当前处理人", Task.OWNER),
    ("(考核|年度|工作|目标|主要|核心|关键|具体|考评|绩效)?指标(名称|内容|项目|描述|事项)|(年度|工作|目标|主要|核心|关键|具体|考评|绩效)指标", Task.TASK),
    ("(任务|事项|工作|bug|缺陷|问题|需求)(编号|编码|id|代码|号)", Task.TASK_ID),
    ("(顺|编|行|项)?(序号|序次|项次|项号)", Task.NUMBER),
    ("(交付|成果|输出|提交)(物|成果|材料|形式|文档|清单|内容)|(佐证|印证)(材料|资料|文件)?", Task.OUTPUT),
    ("(最近|最后|上次)?(更新|填报|反馈|修改)(时间|日期)", Task.UPDATED),
    ("(actual|real)(ly)?(start|started|begin)(ed)?(date|day|on|time)?", Task.ACTUAL_START),
    ("(actual|real)(ly)?(end|finish|completion|complete|completed|due|close|closed|delivery)(ed)?(date|day|on|time)?", Task.ACTUAL_DONE),
    ("(date)?(completed|finished|closed|done|resolved)(date|on|day|at)", Task.ACTUAL_DONE),
    ("(date)(completed|finished|closed|done|resolved|fixed|delivered)", Task.ACTUAL_DONE),
    ("(completion|closing|closure|close|resolution|actual)(date|day)", Task.ACTUAL_DONE),
    ("(revised|new|updated|agreed|current|latest|adjusted)(due|end|finish|target|completion|deadline)(date|day)?", Task.AGREED_DUE),
    ("(planned|plan|target|baseline|estimated|est|expected|scheduled|proposed|projected|projet)?(start|begin|starting|kickoff|from|started)(date|day|on|time|plan|planned|week|month)?(planned|plan|est|estimated)?", Task.PLAN_START),
    ("(planned|plan|target|baseline|estimated|est|expected|scheduled|proposed|projected|anticipated)(end|finish|ending|completion|complete|delivery|close|due|to)(date|day|on|time|week|month)?", Task.PLAN_DUE),
    ("(end|finish|ending)(date|day|on|time|plan|planned|week|month)?(planned|plan|est|estimated)?", Task.PLAN_DUE),
    ("(tobe)?(completed|done|finished|delivered)by|(expected|anticipated|action|remediation|remedial)(due|deadline)?date|(action|completion|closure|closeout)(deadline|due|duedate|target|targetdate)", Task.DUE_TEXT),
    ("(due|deadline|target|delivery|required|needed|complete|finish)(date|day|by|on|time|week|month|completion)*", Task.DUE_TEXT),
    ("(target|due|planned|scheduled|expected|proposed)?date(of|for)(completion|delivery|finish|closure)", Task.DUE_TEXT),
    ("(by)?when|(date|when|time)(due|needed|required|frame|line|period)", Task.DUE_TEXT),
    ("(schedule|timing|time|period|duedates?|targetdates?|deadlines?|dates?)", Task.DUE_TEXT),
    ("(task|project|action|item|work|primary|responsible|assigned|accountable|issue)?(owner|owners|assignee|assignees|assignedto|assigned|responsible|responsibility|responsibleperson|personresponsible|responsibleparty|accountable|pic|dri|resource|resources|resourcename|resourcenames|poc|incharge|leadby|doneby|whowilldoit|developer|assignto)(s|name|names|to|person|party)?", Task.OWNER),
    ("(person|officer|staff|individual|colleague)(incharge|responsible|accountable|assigned)|(risk|issue|control|process|finding|problem)owner|(handled|actioned|managed)by|champion", Task.OWNER),
    ("(lead|teamlead|projectlead|leader|sponsor|manager|projectmanager|pm)", Task.LEAD),
    ("(responsible|owning|assigned|lead|business|implementing|action)(office|agency|unit|section|school|faculty|directorate|bureau|entity|branch)", Task.OWNER_UNIT),
    ("(responsible|owner|owning|assigned|lead)?(department|dept|team|unit|function|group|division|organisation|organization|area)(responsible|name)?", Task.OWNER_UNIT),
    ("(%|pct|percent|percentage)(of)?(task|work)?(complete|completed|completion|comp|compl|done|progress|finished)?", Task.PROGRESS),
    ("(task|work|overall|current)?(progress|complete|completed|completion|done)(%|pct|percent|percentage|rate)", Task.PROGRESS),
    ("(completed|complete|done|finished)", Task.STATUS),
    ("(task|work|current|overall|action|project|item|issue|completion|progress|rag|implementation)?(status|state)(update)?((as)?(on|of|at)\\d*)?", Task.STATUS),
    ("(task|project|work|development|implementation)?(phase|stage)(name|no|number|s)?", Task.PHASE),
    ("(task|action|item|work|activity|issue|ticket|wbs|story|row|ref|serial|s|sr|sl)(no|number|num|nr|#|code)", Task.NUMBER),
    ("(wbs|serialno|serial|sno|srno|sino|slno|ref|refno|nr|num|n|seq|outline|outlinenumber|row|index|idx)", Task.NUMBER),
    ("(task|activity|action|item|work|story|issue|ticket|wbs|job|deliverable|milestone|requirement|subtask|todo|feature|card|initiative|assignment|chore)s?(item|items|package|element)?(name|title|description|desc|summary|detail|details|s)?", Task.TASK),
    ("(nameof|descriptionof|detailsof)(the)?(task|activity|action|work)", Task.TASK),
    ("(project)?(tasks|activities|actions|actionitems|deliverables|milestones|todos|todo|todolist|tasklist|nextactions|whattodo|whatneedstobedone|stepstobetaken)", Task.TASK),
    ("(task|action|item|work|activity|issue|ticket|story|unique|jira|bug|defect|feature|requirement|milestone)(id|key)", Task.TASK_ID),
    ("(comment|note|remark|remarks|observation)s?(statusupdate|updates)?", Task.NOTE),
    ("(status|progress|latest|weekly)(note|notes|update|updates|comment|comments|detail|details|remarks|description)", Task.PROGRESS_NOTE),
    ("(last)?(updated|modified|changed|update)(on|date|at|time)?", Task.UPDATED),
)  # fmt: skip

_OPINION_PATTERNS: tuple[tuple[str, str], ...] = (
    ("(安全|事故|风险)?隐患(点)?(描述|内容|情况|问题|名称|具体情况)?", Opinion.ISSUE),
    ("(审计|巡察|巡视|检查|督查|内审|评估)(中)?(发现|反馈|查出|指出)(的)?(问题)?", Opinion.ISSUE),
    ("跟进(措施|行动)", Opinion.MEASURE),
    ("(办理|处理|处置|应对|纠正|防范|整改|解决)(的)?(措施|举措|办法|对策)", Opinion.MEASURE),
    ("跟进(状态|状况|情况)", Opinion.STATUS),
    (f"(转办|交办|转交){_UNIT}", Opinion.OWNER_UNIT),
    (f"{_ASK_TO_WRITE}(您|你|贵单位|贵部门|贵科室)?(们)?(对.{{1,24}}?)?(的)?(宝贵)?(的)?(意见|建议|意见建议|意见和建议|意见或建议|意见与建议|意见及建议)", Opinion.TEXT),
    ("对.{1,16}?(的)?(意见|建议|意见建议|意见和建议|意见与建议|意见及建议)", Opinion.TEXT),
    ("(您|你)?(对|在)?.{1,8}方面(的)?(主要|具体)?(意见|建议|意见建议|意见和建议|意见或建议|意见与建议|意见及建议)", Opinion.TEXT),
    (".{1,8}方面(的)?(存在)?(的)?(主要|突出|具体)?(问题|不足|差距|问题表现|表现)", Opinion.ISSUE),
    ("(意见|建议|意见建议|意见和建议)[0-9一二三四五六七八九十]{1,2}", Opinion.TEXT),
    ("(评鉴|评审|评估|督导|视导|检查|考核|审核)?(委员|专家|评委|督学|督导组|专家组|检查组)(的)?(意见|建议|意见建议|意见和建议)", Opinion.TEXT),
    ("(改善|改进)(的)?(策略|对策|措施|举措|作法|做法)", Opinion.MEASURE),
    ("是否(已)?(结案|闭环|销号)|(整改|验收|复核|问题)?销号(与否|否)?", Opinion.CLOSED),
    ("(征求|收集|征集|反映|提出|座谈|听取|来信|受理|来访|来电|留言|信件|投诉|诉求|登记|接收|收到|接报|收件|填写|提交)(的)?(到的)?(时间|日期)", Opinion.RECEIVED),
    ("(来信|来访|来电|信件|信访|留言|诉求|投诉|反映|咨询|反馈)(的)?(主要|具体)?(内容|事项|诉求|问题|描述|详情|摘要|情况)(内容|描述|详情|摘要|概述|情况)?|诉求|留言|投诉|来信", Opinion.TEXT),
    ("(信件|来信|留言|诉求|投诉|工单|受理)(编号|编码|号)", Opinion.FEEDBACK_ID),
    ("(老师|教师|学校|部门|单位)?(回复|答复)(的)?(内容|情况|意见|结果)?|反馈结果", Opinion.REPLY),
    ("是否(要求|需要)?匿名(提交|反映)?|匿名(与否|否)", Opinion.OPENNESS),
    ("(征求|收集|征集)(意见|建议|意见建议|意见和建议)(的)?(渠道|方式|途径|形式)|(意见|建议|意见建议)(征求|收集|征集)(的)?(渠道|方式|途径|形式)", Opinion.CHANNEL),
    (f"限办(时间|日期|时限|期限)|(处置|处理)(的)?{_UNTIL}", Opinion.DUE_TEXT),
    ("(征求|收集|征集|反映|提出|听取|来源|意见|建议|问题|谈话|反馈|受理|诉求|信息|来信)(的)?(渠道|方式|途径|形式)|(收集|征集|征求|反映|反馈|诉求|建议)来源", Opinion.CHANNEL),
    ("(涉及|针对|所涉|指向|被反映|被投诉)(的)?(部门|单位|处室|科室|对象)|投诉对象", Opinion.TARGET),
    ("(提出|反映|意见|建议|来源|征求)(者|人|人员|群体|单位|部门|对象|人身份|人类别|单位或人员)", Opinion.GROUP),
    ("(发言|座谈|受访|访谈|参会|与会|填写|填表|答卷|反馈|提议|建议)(者|人|人员|群体|代表)(的)?(身份|类别|类型|群体)?|(发言|座谈|受访|访谈|填写)(对象|单位)", Opinion.GROUP),
    ("(留言|投诉|诉求|来信|来访|来电)((者|人|人员)(的)?(身份|类别|类型)|群体)", Opinion.GROUP),  # 来信人 alone is a name, and no group
    ("(人员|身份|师生|来源|征求意见)(的)?(类别|类型|身份|对象)|(所属)?(群体|身份|角色|界别)(类别|类型)?|代表团", Opinion.GROUP),
    ("(提案|议案)(编号|号)", Opinion.FEEDBACK_ID),
    ("(提案|议案|建议|反映|来访|来信|诉求|群众|家长|回访)?人?(对.{1,8})?(满意(度|率|情况|与否|否)|是否满意)", Opinion.SATISFACTION),
    ("(意见|建议|问题|反映|提出|涉及|出现|提及)(条数|次数|件数|数量|人数|人次|频次|数)", Opinion.RAW_COUNT),
    ("(征求|收集|征集|反映|反馈|梳理|提出|所提|具体|主要|其他|其它|师生|群众|家长|学生|职工|收集到|征求到)*(的)?(到的)?(意见|建议|意见建议|意见和建议|意见与建议|意见及建议)(内容|具体内容|概述|摘要|原文|描述|表述|详情|说明|清单|情况)?", Opinion.TEXT),
    (r"(您|你)(们)?(对.{1,24}?)?(的)?(还)?(有)?(什么|哪些|何)?(其他|其它|具体|宝贵)*(的)?(意见|建议|意见建议|意见和建议|意见或建议|意见与建议|意见及建议)(有哪些|是什么|是|有)?", Opinion.TEXT),
    (r"(您|你)(们)?(.{0,24}?)(还)?(有)?(哪些|什么|何)(.{0,6}?)(困难|诉求|问题|需求|期望|期盼|希望|想法)(.{0,14}?)", Opinion.TEXT),
    (r"(您|你)(们)?(.{0,24}?)(困难|诉求|问题|需求|期望|期盼|希望|想法)(主要)?(有|是)?(哪些|什么)", Opinion.TEXT),
    ("(您|你)(的)?(身份|身份类别|人员类别|角色|群体|所属群体)(是|属于)?", Opinion.GROUP),
    ("(提交)?(答卷|问卷|填写|作答)(提交)?时间|提交时间", Opinion.RECEIVED),
    ("(主要问题|问题|意见|建议|意见建议|诉求|信件|作风|四风|提案|议案|隐患|反映|事项|内容|投诉|来信|留言|工单|所属)?(类别|分类|大类|类型|归类|性质)|(问题|意见|建议|诉求|反映|所属)(领域|方面)", Opinion.CATEGORY),
    ("(查摆|存在|突出|主要|具体|反馈|整改|发现|梳理|需整改|查摆出|查找|自查|自查出|自我查摆|巡视反馈|对照检查)+(的|出的)?(问题|突出问题|具体问题|主要问题)(表现|表述|描述|清单|内容|概述)?", Opinion.ISSUE),
    ("(问题)(表现|表述|描述|内容|清单|概述|具体表现|摘要|点)", Opinion.ISSUE),
    (
        "(存在|主要|突出|具体|发现|待改进|需改进)*(的)?(问题|问题和不足|问题与不足|问题及不足|隐患|不足|不足之处|短板|短板弱项|堵点|难点|痛点|薄弱环节)(具体)?(内容|描述|表述|详情|说明|概述|清单|情况)?",
        Opinion.ISSUE,
    ),
    ("(主要|发现的?|内审|审核)?不(符合|合格)项(描述|内容|事实|事实描述|说明)?", Opinion.ISSUE),
    ("(扣分|失分|丢分|减分)(的)?(原因|情况|事由|事项|问题|说明|点)(描述|说明)?", Opinion.ISSUE),
    ("(产生|问题|存在)?(的)?(原因|根源)(分析|剖析)?", Opinion.CAUSE),
    ("(整改|预期)(目标|要求|标准|意见|建议)", Opinion.GOAL),
    ("(具体|主要|拟|采取)?(的)?(整改|解决|改进|落实)(的)?(措施|举措|办法|方案|任务|内容|思路|具体措施|具体举措)", Opinion.MEASURE),
    ("(整改|责任|牵头|分管|包案|主管)(责任)?(校|院|局|县)?(级)?领导", Opinion.LEAD),
    (f"(整改|牵头|责任|承办|落实|主办|负责|办理|处置|归口|答复|回复|受理)(责任|牵头|管理|办理)?{_UNIT}", Opinion.OWNER_UNIT),
    (f"(整改|具体|直接|第一)?(责任|负责|承办|经办|办理){_PERSON}", Opinion.OWNER),
    ("(整改)(类型|方式|类别|性质|时效)", Opinion.RECTIFICATION_KIND),
    ("(商定|调整后|变更后|延期后)(的)?(整改|完成)?(时限|期限|时间)", Opinion.AGREED_DUE),
    ("(实际)(整改)?(完成|办结)(时间|日期)?", Opinion.DONE),
    (f"{_ASKED}?(整改|完成|解决|办结|落实|办理|整改完成|整改落实)(的)?(时限|期限|时间|日期|时间节点|截止时间|截止日期)", Opinion.DUE_TEXT),
    ("(整改|落实|完成|解决|办理|当前|销号)(的)?(状态|完成状态|结果状态)", Opinion.STATUS),
    ("(是否)(已)?(完成|完成整改|整改|整改到位|整改完成|解决|落实|办结)", Opinion.STATUS),
    ("(整改|落实|工作|目前|当前|整改工作|整改落实)(的)?(进展|进展情况|推进情况)", Opinion.PROGRESS_NOTE),
    ("(销号|结案|闭环)(时间|日期|状态|情况)", Opinion.CLOSED),
    ("(复核|验收|核查|审核|复查|核实)(时间|日期)", Opinion.CHECKED),
    ("(复核|验收|核查|复查|核实)(人|人员|单位|意见|结论)", Opinion.CHECKED_BY),
    ("(回访)(结果|满意度|评价|满意情况)", Opinion.SATISFACTION),
    ("(整改|取得|形成)(的)?(成果|成效)", Opinion.RESULT),
    ("(排查|检查|发现|巡查|隐患发现|隐患排查|问题发现)(时间|日期)", Opinion.RECEIVED),
    ("(提案|议案)(案由|名称|题目|标题|题名)|案由", Opinion.ISSUE),
    ("(audit|main|key|inspection|identified)?(finding|problem|issue|nonconformity|nonconformities|nonconformance|deficiency|deficiencies|weakness|weaknesses|gap|shortcoming)s?(identified|found|raised|description|details|statement)?", Opinion.ISSUE),
    ("(agreed|management|proposed|planned)?(corrective|remedial|improvement|mitigation|mitigating|preventive|rectification)(action|measure)s?(plan|taken|required)?|(counter)?measures?|remediation(plan|action|actions)?|actions?(plan|taken|agreed|required)?|(agreed|management|mitigating)actions?", Opinion.MEASURE),
    ("(feedback|comment|opinion|suggestion|remark|complaint|concern|idea)s?(text|raised|received|given|made)?", Opinion.TEXT),
    ("(any)?(other)?(feedback|comment|opinion|suggestion)s?((and|or)(feedback|comment|opinion|suggestion)s?)?((on|about|regarding).{1,30})?", Opinion.TEXT),
    ("(your|respondent)?role", Opinion.GROUP),
    ("(raised|submitted|reported|provided|given|made|voiced)by|(stakeholder|respondent|participant)s?(group|type|category)?|(group|type|category)of(respondent|stakeholder|participant)s?", Opinion.GROUP),
)  # fmt: skip


def _dictionary() -> dict[str, dict[SheetRole, dict[str, int]]]:
    """Normalised header → role → column name → rank."""
    found: dict[str, dict[SheetRole, dict[str, int]]] = {}

    def add(header: str, role: SheetRole, name: str, rank: int) -> None:
        names = found.setdefault(normal(header), {}).setdefault(role, {})
        names[name] = min(rank, names.get(name, rank))

    for column in COLUMNS:
        for rank, header in enumerate((column.header, *column.synonyms)):
            add(header, column.role, column.name, rank)
    for role, names in WEAK_HEADERS.items():
        for name, headers in names.items():
            for rank, header in enumerate(headers):
                add(header, role, name, WEAK_RANK + rank)
    return found


_DICTIONARY = _dictionary()
_PATTERNS: Mapping[SheetRole, tuple[tuple[re.Pattern[str], str], ...]] = {
    SheetRole.TASKS: tuple((re.compile(pattern), str(name)) for pattern, name in _TASK_PATTERNS),
    SheetRole.FEEDBACK: tuple((re.compile(pattern), str(name)) for pattern, name in _OPINION_PATTERNS),
}


_IDEOGRAPH = "[\u4e00-\u9fff]"  # the same after NFKC and case folding, and never noise
_KNOWN_SIGNS = "".join(
    sorted(
        {
            sign
            for text in (*_DICTIONARY, *(each for each, _ in (*_TASK_PATTERNS, *_OPINION_PATTERNS)))
            for sign in text
            if re.match(_IDEOGRAPH, sign)
        }
    )
)
_KNOWN_SIGNS += traditional_of(_KNOWN_SIGNS)
# Ideographs from the first on, one of which no header has, and nothing behind at which `_ALTERNATIVES` could cut.
_UNKNOWN = re.compile(rf"[{_KNOWN_SIGNS}]*(?![{_KNOWN_SIGNS}]){_IDEOGRAPH}[^/／|｜\n&A-Za-z.#%\u017f\u212a]*")


is_surely_unknown = _UNKNOWN.fullmatch
"""Something where a text is so plainly no header that `matches` need not be asked: much quicker, and None in doubt."""

SURELY_UNKNOWN = rf"^[{_KNOWN_SIGNS}]*[^{_KNOWN_SIGNS}\x{{0}}-\x{{4dff}}\x{{a000}}-\x{{10ffff}}][^/／|｜\n&A-Za-z.#%\x{{17f}}\x{{212a}}]*$"
"""The same in the grammar of RE2, for a whole column at once."""


@lru_cache(maxsize=65_536)
def matches(text: str) -> Mapping[SheetRole, tuple[Match, ...]]:
    """The columns that a header may name, by role, best first; empty where no tier knows it."""
    if len(text) > _LONGEST * 3:
        return {}
    key = normal(text)
    if not key or len(key) > _LONGEST:
        return {}
    return _of_key(key) or _of_alternatives(text)


def _of_alternatives(text: str) -> Mapping[SheetRole, tuple[Match, ...]]:
    """A header of two words for one thing (Activity / Task): the first that is known, as a weaker match."""
    for part in (*_after_label(text), *_without_now(text), *(_ALTERNATIVES.split(text) if _ALTERNATIVES.search(text) else ())):
        found = _of_key(normal(part)) if part.strip() else {}
        if found:
            return {role: tuple(Match(match.name, max(match.rank, PATTERN_RANK)) for match in each) for role, each in found.items()}
    return {}


def _after_label(text: str) -> tuple[str, ...]:
    """What stands behind a label: 计划（P）：存在问题."""
    label, sign, rest = text.replace("：", ":").partition(":")
    return (rest,) if sign and len(label) <= _LONGEST_LABEL and ":" not in rest else ()


def _without_now(text: str) -> tuple[str, ...]:
    """What is as it is now: 目前整改情况 is 整改情况."""
    bare = _NOW.sub("", normal(text))
    return (bare,) if bare != normal(text) else ()


def _of_key(key: str) -> Mapping[SheetRole, tuple[Match, ...]]:
    found = {role: dict(names) for role, names in _DICTIONARY.get(key, {}).items()}
    for role, patterns in _PATTERNS.items():
        if any(rank < PATTERN_RANK for rank in found.get(role, {}).values()):
            continue
        for rank, (pattern, name) in enumerate(patterns):
            if pattern.fullmatch(key):
                found.setdefault(role, {}).setdefault(name, PATTERN_RANK + min(rank, WEAK_RANK - PATTERN_RANK - 1))
                break
    return {
        role: tuple(sorted((Match(name, rank) for name, rank in names.items()), key=lambda match: match.rank))
        for role, names in found.items()
    }


def is_header_of(text: str, role: SheetRole, name: str, *, weak: bool = False) -> bool:
    """Whether a header is one that the schema gives a column, `weak` also one that serves where nothing better stands."""
    rank = _DICTIONARY.get(normal(text), {}).get(_in_schema(role), {}).get(name)
    return rank is not None and (weak or rank < WEAK_RANK)


@lru_cache(maxsize=16)
def known_headers(role: SheetRole) -> tuple[tuple[str, str], ...]:
    """The schema's headers of a role as (header, column name), for near misses."""
    wanted = _in_schema(role)
    return tuple((header, column.name) for column in COLUMNS if column.role is wanted for header in (column.header, *column.synonyms))


def _in_schema(role: SheetRole) -> SheetRole:
    """The role under which the schema lists the columns of a table: opinions and problems share theirs."""
    return SheetRole.FEEDBACK if role is SheetRole.RECTIFICATION else role

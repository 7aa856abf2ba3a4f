"""The words of annual reports that belong to the language, not to a form: negations, quantifiers, scope, time, filler.

A phrase may hold groups of alternatives, as in `(本|我)(局|委)`; an empty alternative leaves the group out.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product

from pipeline.errors import ConfigError

GROUP = re.compile(r"\(([^()]*)\)")
MOST_SPELLINGS = 4000


def words(listed: str) -> tuple[str, ...]:
    """The phrases of a list that white space separates."""
    return tuple(listed.split())


# A year as the narrative prints it, relative to the year of the report; see text/flow.py.
LAST_YEAR, THIS_YEAR, NEXT_YEAR, SOME_YEAR = "\ue001", "\ue002", "\ue003", "\ue004"
PLACEHOLDERS = {"{last}": LAST_YEAR * 4, "{this}": THIS_YEAR * 4, "{next}": NEXT_YEAR * 4, "{some}": SOME_YEAR * 4}

NEGATIONS = words(
    """
    (均|都|也|还|从|并|尚|暂|全年|一直|)未(曾|能|有|) (均|都|也|并|尚|暂|从来|)没(有|)
    (均|都|也|尚|暂|全年|)无(任何|一|) 不存在
    """
)
ALL = words("(均|都|皆|全部|一律|全)(已|已经|为|是|系|由|被|属|属于|) (均|都|全部)(已|)(按期|按时|依法)")
REST = words("其余(的|) 剩余(的|) 余下(的|) 其它的 其他的")
EACH = words("各 各为 各有 均 均为 都是 都为 全为 皆为")
RESPECTIVELY = words("分别 分别为 分别是 分别有 依次为 分别收到 分别办理")
INCLUDING = words("其中 其中包括 其中包含 其中含 包括 包含 含")
COMPARING = words(
    """
    同比 环比 相比 (比|较)(上年|上年度|上一年|上一年度|去年|往年|前一年|{last}年|{some}年|同期) 增长 增加 减少 下降 上升
    降低 增幅 降幅 上涨 占 占比 平均 人均 日均 历年 历史累计 (开展|施行|实施|运行)以来 以来累计 与上年 与去年 同期
    """
)
OTHER_YEAR = words(
    """
    (上年|上年度|上一年|上一年度|去年|前年|往年|{last}年|{last}年度|{some}年|{some}年度|{next}年|{next}年度|明年|次年|下年度|下一年度)
    """
)
THIS_YEAR_AGAIN = words("今年 本年 本年度 全年 年内 {this}年 {this}年度")
PART_OF_YEAR = words("(上|下|)半年 第(一|二|三|四)季度 (一|二|三|四|前三|每)季度 每月 当月")
MONTHS = re.compile(
    r"(?:(?:截至|截止|截止到|截至到|到)(?:.{4}年)?|(?<!\d)(?:1[0-2]|[1-9])月?[-—–~至到])(?:1[01]|[1-9])月"
)
# The speaker: the agency itself, an office within a government, or everything under one.
OWN = words(
    """
    (我|本)(局|委|厅|部|院|站|所|处|会|中心|单位|机关|部门|行政机关|队|支队|总队|大队|馆|分局|司) 全(局|委|厅)
    局机关 委机关 厅机关
    """
)
OFFICE = words(
    """
    (我|本)(办|室|办公室|办公厅) (省|市|区|县|州|旗|盟|镇|乡|)政府(办|办公室|办公厅)
    (省|市|区|县|州|旗|盟|)人民政府(办|办公室|办公厅) (省|市|区|县|州|旗|盟)(政府|人民政府)
    (省|市|区|县|州|旗|盟|机关|省政府|市政府|区政府|县政府|)本级
    """
)
AREA = words(
    """
    (全|我|本)(省|市|区|县|州|旗|盟) 全(系统|行业|镇|乡|街道|街) 各级(行政机关|政府|)
    各(部门|单位|地区|地|区县|县区|市县|乡镇|镇街|街道) (省|市|区|县)(直|级)(各|)(部门|单位)
    (政府|人民政府)(及其|各|及各)部门 本行政区域
    """
)
# May stand in a list of things that there was none of, but never between a key word and its number.
ASIDE = words("举报 投诉 举报投诉 投诉举报 申诉 信访 责任追究 等")
# May stand between a key word and its number without changing what the number counts.
FILLER_CHARACTERS = frozenset(
    "共计为有是的了并或达约近超数量各类均已被因而和及与于在由以其总新也又则仅只还都且向系即对就经可起次:：\"'“”‘’「」『』·"
)
FILLERS = words(
    """
    共计 合计 总计 总共 累计 一共 数量 总数 总量 件数 案件 案 有效 各类 各种 所有 有关 相关 针对 街道 街道办
    社会公众 群众 公众 市民 公民 申请人 当事人 提出 提起 提交 递交 引发 引起 导致 产生 发生 出现 涉及 存在 接到
    收到 受理 形成 事项 情况 情形 现象 问题 工作 事务 任何 形式 方面 要求 本年度 本年 全年 今年 年内 人民政府 镇政府
    乡政府 街道办事处
    (省|市|区|县|州|)(政府|人民政府)(网站|门户网站|公报|常务会议|新闻发布会) 行政机关 政府 机关
    公民(、|和|及|与|或|或者|，|)法人(、|和|及|以及|与|或|或者|)(其他|其它)组织 公民(、|和|或|)法人
    等(情况|现象|案件|问题|事项|情形) (政府|)信息公开(工作|) 政务公开(工作|) 政府信息
    (行政|)复议(决定|机关|机构|局|委员会|条例|法) 行政诉讼法 申请(表|书|内容) 原告 或者 以及
    结果 复议结果 审理结果 判决结果 法定 规定 期限 时限 期限内 时限内
    """
)
CONNECTORS = re.compile(r"[、和及与或]|以及|或者|并")
# A sentence that states a figure has a number with a unit, a negation, or an all.
MAY_STATE = re.compile(
    r"[0-9]|[零〇一二两三四五六七八九十百千万亿余多][件份宗起例个次条项篇人名场期封]|[零未无没均都皆]|全部|全为|一律|其余|剩余"
)
CONTINUING = re.compile(r"^(其中|结果|均|上述|以上|全部|目前|截至|最终|已|经|其余|从|按)")


@lru_cache(maxsize=4096)
def spellings(pattern: str) -> tuple[str, ...]:
    """Every spelling of a phrase with groups of alternatives, each once.

    Raises:
        ConfigError: a bracket is not closed, or there are too many spellings.
    """
    for name, placeholder in PLACEHOLDERS.items():
        pattern = pattern.replace(name, placeholder)
    parts = GROUP.split(pattern)  # text, alternatives, text, alternatives, ..., text
    if any(bracket in part for part in parts for bracket in "()"):
        raise ConfigError(f"a bracket is not closed in {pattern!r}")
    choices = [part.split("|") if number % 2 else [part] for number, part in enumerate(parts)]
    count = 1
    for choice in choices:
        count *= len(choice)
    if count > MOST_SPELLINGS:
        raise ConfigError(f"{pattern!r} has {count} spellings; at most {MOST_SPELLINGS} are allowed")
    return tuple(dict.fromkeys("".join(choice) for choice in product(*choices)))

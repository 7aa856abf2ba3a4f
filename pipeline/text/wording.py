"""The words that give a report away before any form is loaded: its title, headings, captions and table labels.

Readers use them to tell tables from prose and a report from the page round it; they decide nothing about figures. What
a label means is said by the form files alone.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.text.normalise import caption_key, label_key, simplify, squeeze
from pipeline.text.numerals import parse_cell

# Labels of all generations as `label_key` leaves them; the first group stands in no other kind of document.
DISTINCTIVE = re.compile(
    r"本年新(制作|公开)数量|本年(制发|废止)件数|现行有效件数|对外公开总数量|上一年项目数量|本年增减|(本年)?处理决定数量"
    r"|其他对外管理服务事项|本年收费金额.*|采购(项目数量|总金额)|政府集中采购|其他主动公开文件|申请人情况|本列数据.*"
    r"|社会公益组织|法律服务机构|法人或其他组织|本年(度)?新收政府信息.*|上(一)?年(度)?结转政府信息.*|本年度?办理结果"
    r"|部分公开区分处理.*|(其他)?法律行政.*止公开|危及三安全一稳定|保护第三方合法权益|属于三类内部事务信息|属于四类过程性.*信息"
    r"|属于行政执法案卷|属于行政查询事项|本机关不掌握.*信息|没有现成信息.*|补正后申请内容仍不明确|信访举报投诉类申请"
    r"|要求提供公开出版物|无正当理由大量反复申请|要求行政机关确认.*|申请人.*逾期.*|结转下(一)?年度?继续办理"
    r"|未经复议直接起诉|复议后起诉|结果(维持|纠正)|尚未审结"
    r"|统计指标|主动公开(政府信息|规范性文件)数.*|制发规范性文件总数|(政府公报|政府网站|政务微博|政务微信|其他方式)公开政府信息数"
    r"|回应公众关注热点.*|参加或举办新闻发布会.*|政府网站在线访谈.*|政策解读稿件.*|(微博微信|其他方式)回应事件数"
    r"|收到申请数|(当面|传真|网络|网上|电子邮件|信函)申请数|申请(办结|答复)数|(按时|延期)办结数|属于已主动公开范围数|(不)?同意(部分)?公开答复数"
    r"|不属于本行政机关公开数|申请信息不存在数|告知作出更改补充数|告知通过其他途径办理数|维持具体行政行为.*|被依法纠错数"
    r"|通过不同渠道和方式.*情况|政府信息公开会议和培训情况|主动公开(机构领导|政府文件|行政执法|规划计划|财务预决算|招标采购|应急管理).*"
    r"|不是条例所指政府信息|依申请公开信息收取的费用|政府信息公开工作专门机构数|设置政府信息公开查阅点数|从事政府信息公开工作人员数"
)
ORDINARY = re.compile(
    r"信息内容|规章|(行政)?规范性文件|行政(许可|处罚|强制)|行政事业性收费|自然人|商业企业|科研机构|公益组织|其他|[总合]计"
    r"|予以公开|部分公开|不予公开|无法提供|不予处理|其他处理|属于国家秘密|重复申请|行政(复议|诉讼)(数量)?|其他(结果|情形数?)"
    r"|指标名称|(计量)?单位|统计数|数量|数据|代码|序号|其中.*|涉及(国家秘密|商业秘密|个人隐私)|危及国家安全.*|法律法规规定的其他情形"
    r"|(主要负责同志)?参加.*次数|举报投诉数量|[专兼]职人员数|政府信息公开专项经费|召开政府信息公开工作会议.*|举办各类培训班数|接受培训人员数"
    r"|回应解读情况|机构建设和保障经费情况|单位负责人.*|审核人.*|填报人.*|联系电话.*|填报日期.*"
)
CAPTION = re.compile(r"第?二十条第[一二三四五六七八九十\d]+项")
TITLE = re.compile(
    r"(?:政府信息公开|政务信息公开|政务公开|信息公开)(?:和政务公开)?(?:工作)?(?:情况)?(?:的)?(?:\(?20\d\d年?度?\)?|[二〇○]{2}[一二三四五六七八九〇○]{2}年度?)?"
    r"(?:工作)?(?:情况)?(?:年度|年)?(?:工作)?(?:情况)?(?:的)?(?:报告|年报|总结)"
)
NOT_A_TITLE = re.compile(
    r"通知$|公告$|函$|解读$|格式|模板|办法$|方案$|(?:编制|撰写|报送|公布|发布)(?:工作)?的|目录$|指南$"
)
ENUMERATED = re.compile(r"^(?:第?[一二三四五六七八九十]{1,3}(?:部分)?[、.,:：]?|\d{1,2}[、.,])(?=\D)")
SECTION = re.compile(
    r"(?:年?度?(?:工作)?(?:总体|基本|主要)?(?:工作)?(?:情况)?概述|总体(?:工作)?情况|工作概述"
    r"|.*主动公开(?:政府|政务)?信息.{0,4}(?:情况|详情)|主动公开情况"
    r"|.*收到和处理.*申请.*|.*信息公开申请.{0,6}(?:接收|受理|处理|办理|答复).*情况|.*依申请公开.{0,8}情况"
    r"|.*(?:行政)?复议.{0,12}诉讼.{0,12}情况|.*复议.{0,10}诉讼"
    r"|.*(?:存在|主要).{0,4}问题.*|.*改进(?:情况|措施)|其他(?:需要)?(?:报告|汇报|说明)?(?:的)?事项|需要(?:说明|报告)的?(?:其他)?事项.*"
    r"|.*收费(?:及|和)减免.*情况|机构建设.*经费.*情况|.*附表|.*指标统计表)"
)
UNNUMBERED = re.compile(
    r"总体情况|(?:行政机关)?主动公开政府信息(?:的)?情况|(?:行政机关)?收到和处理政府信息公开申请(?:的)?情况"
    r"|(?:因)?政府信息公开(?:工作被申请)?行政复议(?:提起)?行政诉讼(?:的)?情况|(?:政府信息公开工作)?存在的?主要问题(?:及|和)改进(?:情况|措施)"
    r"|因政府信息公开.*情况|政府信息公开申请接收与办理情况|主动公开政府信息详情|存在(?:的)?(?:主要)?问题(?:及|和)改进(?:情况|措施)"
    r"|政府信息公开行政复议(?:和|及)?行政诉讼情况|其他(?:需要)?(?:报告|汇报)?(?:的)?事项|政府信息公开情况统计表"
)
LONGEST_HEADING, LONGEST_LABEL = 45, 60


@lru_cache(maxsize=20_000)
def is_distinctive_label(text: str) -> bool:
    """Whether the text is a table label that only these reports have."""
    return len(text) <= 4 * LONGEST_LABEL and DISTINCTIVE.fullmatch(label_key(text)) is not None


@lru_cache(maxsize=20_000)
def is_table_label(text: str) -> bool:
    """Whether the text is a label or caption of one of the report's tables."""
    if len(text) > 4 * LONGEST_LABEL:
        return False
    key = label_key(text)
    return DISTINCTIVE.fullmatch(key) is not None or ORDINARY.fullmatch(key) is not None or is_caption(text)


def is_caption(text: str) -> bool:
    """Whether the text is a caption of the disclosure tables."""
    return len(text) < LONGEST_LABEL and CAPTION.fullmatch(caption_key(text)) is not None


@lru_cache(maxsize=20_000)
def is_section_heading(text: str) -> bool:
    """Whether the text is the heading of one of the report's sections, and nothing else."""
    if len(text) > 3 * LONGEST_HEADING:
        return False
    line = _plain(text).strip("*#:：。.")
    if len(line) > LONGEST_HEADING or is_distinctive_label(line):
        return False
    number = ENUMERATED.match(line)
    if number is None:
        return UNNUMBERED.fullmatch(caption_key(line)) is not None
    return SECTION.fullmatch(line[number.end() :]) is not None


@lru_cache(maxsize=20_000)
def is_report_title(text: str) -> bool:
    """Whether the text names an annual report on government information disclosure, and not a notice about one."""
    if len(text) > 200:
        return False
    line = _plain(text)
    return len(line) <= 80 and TITLE.search(line) is not None and NOT_A_TITLE.search(line.rstrip("》”)。")) is None


def is_figure(text: str) -> bool:
    """Whether the text is a figure, or prints that there is none ("/", "-", 无); not where it is empty."""
    if not text.strip() or len(text) > 40:
        return False
    return parse_cell(text, money=True).meaning != "unparseable" or parse_cell(text).meaning == "number"


def is_prose(text: str) -> bool:
    """Whether the text is a sentence rather than a label or a figure."""
    line = squeeze(text)
    if len(line) <= 12 and not line.endswith(("。", "：")):
        return False
    if is_table_label(text):
        return False
    return len(line) > LONGEST_LABEL or "。" in line or "；" in line or line.endswith(("：", ":", "，", ","))


def _plain(text: str) -> str:
    """Simplified, without white space; 資訊 is what machines make of 信息 for Taiwan."""
    return squeeze(simplify(text)).replace("资讯", "信息")

"""Where paragraphs stand in reports laid out in ways that agencies chose: one small report a case.

Each line is marked with what it is: a paragraph of a section (o d r l p m: overview, disclosure, requests, litigation
and reconsideration, problems, other matters), a title line (T), a closing line (C), or neither (-): headings, menus.
A line `#` is a table.
"""

from __future__ import annotations

from collections.abc import Sequence
from time import process_time

import pytest

from pipeline.schema import TextPlace
from pipeline.stages.outline import outline
from pipeline.types.layout import Layout
from pipeline.types.outline import Outline
from pipeline.types.page import Block, Line
from tests.grids import forms, grid

SECTIONS = {
    "o": "overview", "d": "disclosure", "r": "requests", "l": "disputes", "p": "problems", "m": "other_matters",
}  # fmt: skip
SIGNS = {
    "disputes": ("复议", "诉讼"), "problems": ("不足", "下一步", "有待", "差距"), "requests": ("申请",),
    "other_matters": ("处理费", "无其他"), "disclosure": ("发布", "网站", "公开信息"),
}  # fmt: skip


class Signs:
    """A classifier by the words of these cases, so that they do not depend on the model."""

    def topics(self, texts: Sequence[str]) -> list[tuple[str, float]]:
        return [
            next(((key, 0.9) for key, words in SIGNS.items() if any(word in text for word in words)), ("overview", 0.6))
            for text in texts
        ]


def read(case: str) -> tuple[Outline, dict[str, list[str]]]:
    blocks: list[Block] = []
    wanted: dict[str, list[str]] = {}
    for number, line in enumerate(case.strip("\n").split("\n")):
        mark, text = line[:1], line[2:]
        if mark == "#":
            blocks.append(grid([["规章", "1", "2"], ["规范性文件", "3", "4"]]))
            continue
        blocks.append(Line(text, TextPlace(paragraph=number, start=0, end=len(text)), whole=True))
        wanted.setdefault(mark, []).append(text.strip())
    return outline(Layout(tuple(blocks), 1), forms(), Signs()), wanted


CASES = {
    "run-in headings": """
T 云岭市2023年政府信息公开工作年度报告
o 本报告依据条例编制，统计期限为全年。
- 一、总体情况：
o 2023年，本局工作平稳，成效明显。
- 二、主动公开政府信息情况
#
- 三、收到和处理政府信息公开申请情况
#
- 四、政府信息公开行政复议、行政诉讼情况。
l 没有发生行政复议。
- 五、存在的主要问题及改进情况：
p 更新不够及时，下一步改进。
- 六、其他需要报告的事项。
m 无。
""",
    "no numbering at all": """
T 云岭市档案局2022年政府信息公开工作年度报告
o 现将全年情况报告如下。
- 总体情况
o 全年工作有序。
- 主动公开政府信息情况
#
- 收到和处理政府信息公开申请情况
#
- 政府信息公开行政复议、行政诉讼情况
#
- 存在的主要问题及改进情况
p 存在差距，下一步改进。
- 其他需要报告的事项
m 无其他事项。
""",
    "no numbering, and sub-headings like sections": """
T 云岭市档案局2022年政府信息公开工作年度报告
- 总体情况
- 主动公开情况
o 全年发布各类消息，群众反映良好。
- 依申请公开情况
o 收到三件，均已答复。
- 平台建设
o 网站改版完成。
- 主动公开政府信息情况
#
- 收到和处理政府信息公开申请情况
#
- 政府信息公开行政复议、行政诉讼情况
#
- 存在的主要问题及改进情况
p 存在差距，下一步改进。
- 其他需要报告的事项
m 无其他事项。
""",
    "numbering that restarts under the first heading": """
T 云岭市2021年政府信息公开工作年度报告
- 一、总体情况
- 一、加强组织领导
o 成立领导小组，局长任组长。
- 二、深化主动公开
o 全年发布消息若干条。
- 三、做好依申请公开
o 收到三件，均已答复。
- 二、主动公开政府信息情况
#
- 三、收到和处理政府信息公开申请情况
#
- 四、政府信息公开行政复议、行政诉讼情况
#
- 五、存在的主要问题及改进情况
p 存在差距，下一步改进。
- 六、其他需要报告的事项
m 无其他事项。
""",
    "numbering that restarts under the problems, past six": """
T 云岭市2021年政府信息公开工作年度报告
- 一、总体情况
o 全年有序。
- 二、主动公开政府信息情况
#
- 三、收到和处理政府信息公开申请情况
#
- 四、政府信息公开行政复议、行政诉讼情况
#
- 五、存在的主要问题及改进情况
- 一、存在的问题
p 更新有待加快。
- 二、改进措施
p 下一步加强培训。
- 六、其他需要报告的事项
m 无其他事项。
""",
    "statutory names in brackets, chapters without a name after them": """
T 云岭市2016年政府信息公开年度报告
o 本报告依据条例编制，统计期限为全年。
- 一、总体情况
- （一）概述
o 全年有序。
- （二）主动公开政府信息情况
d 发布若干条。
- （三）依申请公开政府信息情况
r 收到三件申请。
- （四）政府信息公开行政复议、行政诉讼情况
l 没有复议和诉讼。
- （五）主要问题和改进措施
p 存在差距。
- 二、推进简政放权改革情况
- （一）清单管理
m 清单已经调整。
- 三、推进重点任务情况
m 任务全部完成。
""",
    "a chapter plan of before 2019": """
T 云岭市农业局2013年政府信息公开工作年度报告
o 本报告由六部分组成：概述、主动公开政府信息情况、依申请公开政府信息情况、收费及减免情况等。
- 一、概述
o 全年有序。
- 二、主动公开政府信息的情况
d 发布若干条。
- 三、依申请公开政府信息办理情况
r 收到三件申请。
- 四、政府信息公开的收费及减免情况
m 没有收费。
- 五、因政府信息公开申请行政复议、提起行政诉讼的情况
l 没有复议和诉讼。
- 六、政府信息公开工作存在的主要问题及改进措施
p 存在差距。
- 七、需要说明的事项与附表
m 无其他说明。
""",
    "problems in two chapters": """
T 云岭市2018年政府信息公开工作报告
- 一、基本情况
o 全年有序。
- 二、主动公开情况
d 发布若干条。
- 三、依申请公开情况
r 收到三件申请。
- 四、行政复议和诉讼情况
l 没有复议和诉讼。
- 五、存在的主要问题
p 存在差距。
- 六、下一步工作打算
p 今后多加培训。
""",
    "menus and metadata before the title, links after the end": """
- 首页
- 政务公开
- 政府信息公开年报
- 当前位置：首页 > 政务公开 > 年报
- 索引号：000014349/2023-00012 发布机构：云岭市档案局
- 发布日期：2024-01-20 浏览次数：156
T 云岭市档案局2023年政府信息公开工作年度报告
- 来源：云岭市档案局 发布时间：2024-01-20 字体：[大 中 小] 打印
o 本报告依据条例编制，统计期限为全年。
- 一、总体情况
o 全年有序。
- 二、主动公开政府信息情况
#
- 三、收到和处理政府信息公开申请情况
#
- 四、政府信息公开行政复议、行政诉讼情况
#
- 五、存在的主要问题及改进情况
p 存在差距，下一步改进。
- 六、其他需要报告的事项
m 无其他事项。
C 云岭市档案局
C 2024年1月20日
- 扫一扫在手机打开当前页
- 【打印本页】 【关闭窗口】
- 上一篇：云岭市档案局2022年政府信息公开工作年度报告
- 主办：云岭市人民政府办公室 承办：云岭市数据局
- 网站标识码：5301000001 滇ICP备05000001号
""",
    "a list of anchors before and after": """
T 云岭市2023年政府信息公开工作年度报告
- 总体情况
- 主动公开政府信息情况
- 收到和处理政府信息公开申请情况
- 政府信息公开行政复议、行政诉讼情况
- 存在的主要问题及改进情况
- 其他需要报告的事项
- 一、总体情况
o 全年有序。
- 二、主动公开政府信息情况
#
- 三、收到和处理政府信息公开申请情况
#
- 四、政府信息公开行政复议、行政诉讼情况
#
- 五、存在的主要问题及改进情况
p 存在差距，下一步改进。
- 六、其他需要报告的事项
m 无其他事项。
- 总体情况
- 主动公开政府信息情况
- 收到和处理政府信息公开申请情况
- 政府信息公开行政复议、行政诉讼情况
- 存在的主要问题及改进情况
- 其他需要报告的事项
""",
    "the list of sections line by line in the preamble": """
T 云岭市2023年政府信息公开工作年度报告
o 本报告依据条例编制，全文包括以下部分：
- 一、总体情况；
- 二、主动公开政府信息情况；
- 三、收到和处理政府信息公开申请情况；
- 四、政府信息公开行政复议、行政诉讼情况；
- 五、存在的主要问题及改进情况；
- 六、其他需要报告的事项。
- 一、总体情况
o 全年有序。
- 二、主动公开政府信息情况
#
- 三、收到和处理政府信息公开申请情况
#
- 四、政府信息公开行政复议、行政诉讼情况
#
- 五、存在的主要问题及改进情况
p 存在差距，下一步改进。
- 六、其他需要报告的事项
m 无其他事项。
""",
    "odd numbering and characters": """
T 云岭市2023年政府信息公开工作年度报告
- —、总体情况
o 全年有序。
- 二 、主动公开 政府信息情况
#
- 三、 收到和处理政府信息公开申请情况
#
- （四）政府信息公开行政复议、行政诉讼情况
#
- ◆五、存在的主要问题及改进情况
p 存在差距，下一步改进。
- 六其他需要报告的事项
m 无其他事项。
""",
    "arabic numbers": """
T 云岭市2023年政府信息公开工作年度报告
- 1、 总体情况
o 全年有序。
- 2、主动公开政府信息情况
#
- 3、收到和处理政府信息公开申请情况
#
- 4、政府信息公开行政复议、行政诉讼情况
#
- 5、存在的主要问题及改进情况
p 存在差距，下一步改进。
- 6、其他需要报告的事项
m 无其他事项。
""",
    "requests and disputes under one heading": """
T 云岭市2023年政府信息公开工作年度报告
- 一、总体情况
o 全年有序。
- 二、主动公开政府信息情况
#
- 三、收到和处理政府信息公开申请情况
#
- 四、因政府信息公开工作被申请行政复议、提起行政诉讼情况
#
- 五、政府信息公开工作存在的主要问题及改进情况
p 存在差距，下一步改进。
""",
    "a lost heading of the problems": """
T 云岭市2023年政府信息公开工作年度报告
- 一、总体情况
o 全年有序。
- 二、主动公开政府信息情况
#
- 三、收到和处理政府信息公开申请情况
#
- 四、政府信息公开行政复议、行政诉讼情况
#
p 更新有待加快，与上级要求还有差距。
p 下一步加强培训。
- 六、其他需要报告的事项
m 无其他事项。
""",
    "pages of the tables are pictures, and sub-headings run in": """
T 云岭市2023年政府信息公开工作年度报告
- 一、总体情况
o （一）主动公开情况。全年发布消息若干条。
o （二）依申请公开情况。收到三件申请。
o （三）监督保障。培训三次。
- 二、行政机关主动公开政府信息情况
- 五、存在问题及改进措施
p 存在差距，下一步改进。
- 六、其他事项
m 无。
""",
    "a plan without an overview, the first chapter of its own": """
T 云岭市林业局2015年政府信息公开工作年度报告
o 现将2015年度情况总结如下：
- 一、健全组织、强化领导
o 成立小组，明确分工。
- 二、政府信息主动公开情况
d 发布62条。
- 三、政府信息依申请公开和不予公开情况
r 没有收到申请。
- 四、政府信息公开的收费及减免情况
m 没有收费。
- 五、申请行政复议情况
l 没有复议、诉讼和申诉。
- 六、存在的主要问题和下步工作措施
- （一）存在的问题
p 内容还需规范。
- （二）下步工作措施
p 健全机制，及时更新。
""",
    "chapters of its own between the others": """
T 云岭市2014年政府信息公开工作年度报告
o 本报告依据条例编制，统计期限为全年。
- 一、概述
o 全年有序。
- 二、信息公开的组织领导和制度建设情况
- （一）组织领导情况
o 局长负总责。
- 三、主动公开政府信息情况
d 发布62条。
- 四、重点领域公开情况
d 通过网站公开信息若干条。
- 五、依申请公开政府信息及咨询情况
r 没有收到申请。
- 六、人员和收支情况
m 专职1人。
- 七、政府信息公开收费情况
m 没有收费。
- 八、行政复议和行政诉讼情况
l 没有复议。
- 九、主要问题和改进措施
p 存在差距。
""",
    "misspelt titles": """
T 云岭市柳湾镇2021年政府信息公开工作年度报告
- 一、工作基本情况
o 全年有序。
- 二、主动公开政府政府情况
#
- 三、收到和处理政府信息公开申情情况
#
- 四、政府信息公开行政复义、行政诉讼情况
#
- 五、存在主要问题和改进情况
p 存在差距，下一步改进。
- 六、其它需要报告事项
m 无。
""",
    "lines of a site between two titles": """
- 当前位置:街镇 > 柳湾镇 > 政务公开 > 政府信息公开年报
- 标题: 柳湾镇2020年政府信息公开工作年度报告
T 柳湾镇2020年政府信息公开工作年度报告
- 日期:2021-01-29
- 字体:【 默认 超大
- 分享:
- • 打印
o 2020年，我镇严格按照条例开展工作。
- 一、总体情况
o 全年有序。
- 二、主动公开政府信息情况
#
- 三、收到和处理政府信息公开申请情况
#
- 四、政府信息公开行政复议、行政诉讼情况
#
- 五、存在的主要问题及改进情况
p 存在差距，下一步改进。
- 六、其他需要报告的事项
m 无。
- 政府信息公开年报
- 相关詞條
- 熱門詞條
""",
    "a title over three lines, printed twice": """
T 云岭市档案局
T 2023年政府信息公开工作
T 年度报告
T 云岭市档案局2023年政府信息公开工作年度报告
o 本报告依据条例编制，统计期限为全年。
- 一、总体情况
o 全年有序。
- 二、主动公开政府信息情况
#
- 三、收到和处理政府信息公开申请情况
#
- 五、存在的主要问题及改进情况
p 存在差距，下一步改进。
C 云岭市档案局 2024年1月20日
""",
    "a statistics table at the end": """
T 云岭市2016年政府信息公开工作年度报告
- 一、概述
o 全年有序。
- 二、主动公开政府信息情况
d 发布若干条。
- 三、存在的主要问题和改进措施
p 存在差距。
C 云岭市人民政府办公室
C 2017年3月1日
- 附表：政府信息公开情况统计表
- （2016年度）
- 填报单位：云岭市人民政府办公室
#
- 单位负责人：张某 审核人：李某 填报人：王某
""",
    "left-over rows of a table": """
T 云岭市2023年政府信息公开工作年度报告
- 一、总体情况
o 全年有序。
- 二、主动公开政府信息情况
- 第二十条第（一）项
- 规章 0 0 0
- 行政规范性文件 3 0 8
- 第二十条第（八）项
- 行政事业性收费
- 7545
- 三、收到和处理政府信息公开申请情况
#
r 注：本表含上年转入的数字。
- 四、政府信息公开行政复议、行政诉讼情况
#
- 五、存在的主要问题及改进情况
p 存在差距，下一步改进。
""",
    "items of a list are no headings": """
T 云岭市2023年政府信息公开工作年度报告
- 一、总体情况
o 重点抓了三件事：
o 1.制度建设
o 2.队伍建设
o 3.监督检查
- 二、主动公开政府信息情况
#
- 三、收到和处理政府信息公开申请情况
#
- 四、政府信息公开行政复议、行政诉讼情况
#
- 五、存在的主要问题及改进情况
p 存在差距，下一步改进。
""",
    "traditional characters": """
T 雲嶺市2020年政府資訊公開工作年度報告
- 一、總體情況
o 全年有序。
- 二、主動公開政府資訊情況
#
- 三、收到和處理政府資訊公開申請情況
#
- 四、政府資訊公開行政複議、行政訴訟情況
#
- 五、存在的主要問題及改進情況
p 存在差距，下一步改進。
- 六、其他需要報告的事項
m 無。
""",
}


@pytest.mark.parametrize("name", CASES)
def test_where_paragraphs_stand(name: str) -> None:
    found, wanted = read(CASES[name])
    for section in found.sections:
        assert all(paragraph.section == section.key for paragraph in section.paragraphs)
    for mark, key in SECTIONS.items():
        texts = [one.text for section in found.sections if section.key == key for one in section.paragraphs]
        assert texts == wanted.get(mark, []), key
    assert [line.text for line in found.title] == wanted["T"]
    assert [line.text for line in found.closing] == wanted.get("C", [])


def test_text_that_cannot_be_trusted_is_no_paragraph_but_may_be_a_heading() -> None:
    texts = [("一、总体情况", False), ("全年有序。", True), ("发布消息12条。", False), ("成效明显。", True)]
    blocks = [
        Line(text, TextPlace(paragraph=number, start=0, end=len(text)), whole=True, trusted=trusted)
        for number, (text, trusted) in enumerate(texts)
    ]
    (section,) = outline(Layout(tuple(blocks), 1), forms(), Signs()).sections
    assert section.title == "一、总体情况"
    assert [one.text for one in section.paragraphs] == ["全年有序。", "成效明显。"]


def test_a_note_goes_on_with_its_points() -> None:
    found, _ = read("""
- 三、收到和处理政府信息公开申请情况
#
- 注：1.本表含上年转入的申请；
- 2.区划调整后少了两个乡镇。
- 四、政府信息公开行政复议、行政诉讼情况
#
- 说明：没有复议。
- 六、其他需要报告的事项
- 说明材料另附。
""")
    assert [(note.text[:4], note.table) for note in found.notes] == [("注：1.", 0), ("2.区划", 0), ("说明：没", 1)]


def test_hostile_text_costs_little_time() -> None:
    long = [
        "一、" + "." * 50_000 + "x",
        "（一）" + "情况" * 30_000,
        *["一、总体情况"] * 3_000,
        *["主动公开情况"] * 3_000,
    ]
    blocks = [Line(text, TextPlace(paragraph=n, start=0, end=len(text)), whole=True) for n, text in enumerate(long)]
    start = process_time()
    outline(Layout(tuple(blocks), 1), forms(), Signs())
    assert process_time() - start < 5

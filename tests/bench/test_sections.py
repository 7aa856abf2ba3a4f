"""Labelled paragraphs looked up in the record of a report that was written for it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.bench.sections import place_labelled, print_sections
from pipeline.errors import UsageError

REPORT = """云岭市档案局2022年政府信息公开工作年度报告
本报告依据《中华人民共和国政府信息公开条例》编制，统计期限自2022年1月1日至2022年12月31日。
一、总体情况
2022年，本局在门户网站主动公开政府信息31条，收到政府信息公开申请2件，均已按期答复申请人。
本局成立了由局长任组长的领导小组，办公室承担日常工作，全年召开会议三次，研究公开目录、保密审查和业务培训等事项；修订发布审核、隐私保护、责任追究等制度，组织各科室经办人员学习条例，并把公开工作列入年度考核。
档案查阅大厅设有公开专区，备有公报、指南和查询终端，工作人员现场引导；网站和公众号由专人维护，栏目更新有记录，发布内容经三级审核。
二、主动公开政府信息情况
三、收到和处理政府信息公开申请情况
四、政府信息公开行政复议、行政诉讼情况
五、存在的主要问题及改进情况
公开内容还不够丰富，下一步将加强业务培训，补齐短板。
六、其他需要报告的事项
本年度没有收取政府信息公开信息处理费，无其他需要报告的事项。
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    rows = [
        {"n": 1, "start": "2022年，本局", "end": "答复申请人。", "section": "overview", "topic": "requests",
         "topic_alt": ["disclosure"]},
        {"n": 2, "start": "公开内容", "end": "短板。", "section": "problems", "topic": "problems"},
        {"n": 3, "start": "本年度没有", "end": "事项。", "section": "overview", "topic": "other_matters"},
        {"n": 4, "start": "并无此段", "end": "。", "section": "overview", "topic": "overview"},
    ]  # fmt: skip
    text = "\n".join(json.dumps({"file": "a.txt", "line": 1, **row}) for row in rows)
    (tmp_path / "labels.jsonl").write_text(text, encoding="utf-8")
    return tmp_path


def test_right_wrong_and_lost(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert [(one.section, one.found is None) for one in place_labelled(folder)] == [
        (True, False), (True, False), (False, False), (False, True),
    ]  # fmt: skip
    assert print_sections(folder) == 2
    assert "in other_matters" in capsys.readouterr().out


def test_a_folder_without_labels(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="labels"):
        place_labelled(tmp_path)

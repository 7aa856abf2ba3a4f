"""Fields from the narrative, where the tables are lost."""

from __future__ import annotations

import math

from pipeline.schema import Number
from pipeline.stages.decode import decode
from pipeline.stages.fill import readings_from_claims
from tests.grids import forms
from tests.narratives import COUNTY, claims

FORM = forms()["2019"]


def filled(*paragraphs: str, title: str = "") -> dict[str, list[Number | None]]:
    found = claims(*paragraphs, form="2019", title=title) if title else claims(*paragraphs, form="2019")
    return {one.key: [c.value for c in one.candidates] for one in readings_from_claims(found, FORM)}


def test_what_is_stated_fills_its_field() -> None:
    text = "收到信息公开申请63件，办理61件，剩余2件结转下一年度处理。因此被申请行政复议4件，结果均为维持。"
    assert filled(text) == {
        "requests.new.total": [63],
        "requests.processed_total.total": [61],
        "requests.carried_out.total": [2],
        "disputes.reconsideration.upheld": [4],
        "disputes.reconsideration.total": [4],
    }


def test_a_reading_of_prose_keeps_its_place_unit_and_words() -> None:
    (reading,) = readings_from_claims(claims("收到信息公开申请63件。", form="2019"), FORM)
    (candidate,) = reading.candidates
    assert (reading.origin, reading.place is not None, reading.found > 0.9) == ("prose", True, True)
    assert (candidate.raw, candidate.value, candidate.meaning, candidate.unit) == ("63件", 63, "number", "件")


def test_two_numbers_for_a_field_are_two_candidates_so_that_a_person_decides() -> None:
    found = readings_from_claims(claims("收到信息公开申请63件。", "收到信息公开申请36件。", form="2019"), FORM)
    (reading,) = found
    assert [candidate.value for candidate in reading.candidates] == [63, 36]
    assert decode(found, FORM)["requests.new.total"].read < 0.6


def test_the_same_number_twice_is_one_candidate() -> None:
    assert filled("收到信息公开申请63件。", "全年收到信息公开申请63件。") == {"requests.new.total": [63]}


def test_no_litigation_is_none_of_either_kind() -> None:
    assert filled("未发生因政府信息公开引发的行政诉讼。") == {
        "disputes.litigation_direct.total": [0],
        "disputes.litigation_after_reconsideration.total": [0],
    }


def test_what_leaves_open_which_field_it_means_fills_none() -> None:
    assert filled("因信息公开被提起行政诉讼3件。") == {}
    assert filled("收到信息公开申请15件（含上年结转3件）。") == {"requests.carried_in.total": [3]}
    assert filled("答复信息公开申请9件，不予公开3件，无法提供0件。") == {"requests.processed_total.total": [9]}
    assert filled("收到信息公开申请8件，全部办结。") == {"requests.new.total": [8]}
    text = "因信息公开被提起行政诉讼3件，其中复议后起诉2件，维持1件。"
    assert filled(text) == {"disputes.litigation_after_reconsideration.total": [2]}


def test_hedged_foreign_and_false_figures_fill_none() -> None:
    assert filled("收到信息公开申请约60件。") == {}
    assert filled("上半年收到信息公开申请60件。") == {}
    assert filled("县政府办收到信息公开申请60件。", title=COUNTY) == {}
    assert filled("公开政府规章3件、规范性文件5件。") == {}


def test_candidates_are_probabilities() -> None:
    for reading in readings_from_claims(claims("收到信息公开申请63件。", "收到信息公开申请36件。", form="2019"), FORM):
        assert 0 < sum(math.exp(candidate.log_probability) for candidate in reading.candidates) <= 1

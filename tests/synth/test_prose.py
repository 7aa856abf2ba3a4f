"""What the narrative states agrees with the figures, or is on record as not agreeing."""

from __future__ import annotations

import pytest

from pipeline.synth import Order, Sample, draw
from pipeline.synth.document import Passage
from pipeline.synth.prose import Told
from tests.builders import forms


def told_of(sample: Sample) -> tuple[Told, ...]:
    return sample.truth.prose


def total(sample: Sample, told: Told) -> float:
    return sum(sample.truth.fields[key] or 0 for key in told.keys)


@pytest.mark.parametrize("form", ["2014", "2019", "2021"])
def test_figures_in_prose_are_those_of_the_tables(form: str) -> None:
    hedged = 0
    for seed in range(30):
        sample = draw(seed, Order(kind="txt", form=form, size="large", slips=0))
        text = "".join(block.whole for block in sample.draft.blocks if isinstance(block, Passage))
        for told in told_of(sample):
            assert told.agreement in ("agrees", "not_comparable")
            assert sample.draft.script != "simplified" or told.text in text
            if told.agreement == "agrees" and told.hedge is None:
                assert total(sample, told) == told.value
            elif told.agreement == "agrees":
                hedged += 1
                assert abs(total(sample, told) - told.value) <= 0.1 * told.value
                assert (total(sample, told) > told.value) == (told.hedge in ("余", "超"))
            else:
                assert told.keys == ()
    assert hedged or form == "2019"


def test_slips_are_on_record() -> None:
    slipped = 0
    for seed in range(30):
        sample = draw(seed, Order(kind="txt", form="2021", size="large", slips=1, errors=0))
        wrong = [told for told in told_of(sample) if told.agreement == "disagrees"]
        assert len(wrong) <= 1
        slipped += len(wrong)
        for told in wrong:
            assert total(sample, told) != told.value
            assert sample.truth.broken_checks == ()
    assert slipped > 20


def test_false_friends_name_no_key() -> None:
    friends = [told for seed in range(40) for told in told_of(draw(seed, Order(kind="txt", form="2021")))]
    texts = {told.text for told in friends if told.agreement == "not_comparable"}
    for word in ("公文", "各单位", "上半年", "同期", "反映", "渠道", "信息处理费"):
        assert any(word in text for text in texts), word


def test_where_the_tables_are_lost_the_truth_is_what_the_prose_says() -> None:
    for seed in range(20):
        sample = draw(seed, Order(kind="txt", form="2014", tables=False, size="large", script="simplified"))
        assert not sample.draft.tables
        assert sample.truth.meaning == {}
        assert sample.truth.broken_checks == ()
        assert 10 <= len(sample.truth.fields) < 40
        assert set(sample.truth.fields) <= set(forms()["2014"].specs)
        assert all(told.hedge is None for told in told_of(sample))


def test_titles_preambles_and_sections_vary() -> None:
    samples = [draw(seed, Order(kind="txt", form="2021", script="simplified")) for seed in range(60)]
    titles = {
        sample.draft.title.replace(sample.truth.agency, "").replace(str(sample.truth.year), "") for sample in samples
    }
    assert len(titles) >= 6
    assert {len(sample.truth.sections) for sample in samples} == {5, 6}
    firsts = {title for sample in samples for key, title in sample.truth.sections if key == "overview"}
    assert len(firsts) >= 4
    assert any([key for key, _ in sample.truth.sections][-1] == "problems" for sample in samples)


def test_the_agency_is_always_named() -> None:
    for seed in range(80):
        sample = draw(seed, Order(kind="txt", script="simplified"))
        passages = [block.whole for block in sample.draft.blocks if isinstance(block, Passage)]
        joined = "".join(passage for passage in passages)
        assert sample.truth.agency in joined
        assert str(sample.truth.year) in joined

"""What the narrative seems to state of tables that are not printed."""

from __future__ import annotations

from pipeline.stages.location.spoken import spoken_keys
from pipeline.types.claim import Claim
from tests.grids import forms

FORM = forms()["2021"]


def spoken(*texts: str, claims: tuple[Claim, ...] = ()) -> tuple[str, ...]:
    return spoken_keys(claims, texts, FORM, {"requests"})


def test_a_column_that_a_sentence_with_a_number_names_may_be_stated() -> None:
    assert spoken("2023年共收到申请20件。按申请人分，自然人15件，商业企业5件。") == (
        "requests.new.natural_person",
        "requests.new.business",
    )


def test_a_row_is_stated_of_all_applicants() -> None:
    assert spoken("全年予以公开14件") == ("requests.granted.total",)


def test_a_row_and_a_column_are_stated_together() -> None:
    found = spoken("向自然人予以公开3件")
    assert "requests.granted.natural_person" in found
    assert "requests.granted.business" not in found


def test_sentences_without_a_number_say_nothing_and_years_are_none() -> None:
    assert spoken("依法向自然人予以公开。", "2023年自然人申请较多。") == ()


def test_what_a_claim_may_mean_is_stated() -> None:
    claim = Claim(48, "办结48件", ("requests.processed_total.total",), elsewhere=True)
    assert spoken(claims=(claim,)) == ("requests.processed_total.total",)


def test_of_tables_that_are_printed_nothing_is_said() -> None:
    assert spoken_keys((), ["自然人15件"], FORM, set()) == ()

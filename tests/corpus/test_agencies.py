"""Whose reports belong together."""

from __future__ import annotations

import pytest

from pipeline.corpus.agencies import agency_key, by_agency
from pipeline.schema import Report, Stated
from tests.preflight.cases import clean


def _of(name: str | None, region: str | None = None) -> Report:
    stated = Stated[str](value=region, raw=region, confidence=0.9)
    return clean(agency=Stated[str](value=name, raw=name, confidence=0.9), region=stated)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("澄沙县人民政府", None), ("澄沙县人民政府办公室", None)),
        (("芷塘区水利局", None), ("云岫市芷塘区水利局", None)),
        (("水利局", "芷塘区"), ("芷塘区水利局", "芷塘区")),
        (("芷塘區水利局", None), ("芷塘区水利局", None)),
        (("芷塘区 水利局", None), ("芷塘区水利局", None)),
    ],
)
def test_one_agency_under_two_names(one: tuple[str, str | None], other: tuple[str, str | None]) -> None:
    groups = by_agency([("a", _of(*one)), ("b", _of(*other))])
    assert [[name for name, _ in members] for members in groups.values()] == [["a", "b"]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("芷塘区水利局", None), ("芷塘区教育局", None)),
        (("水利局", "芷塘区"), ("水利局", "槐溪区")),
        (("芷塘区水利局", None), ("芷塘区", None)),
    ],
)
def test_two_agencies(one: tuple[str, str | None], other: tuple[str, str | None]) -> None:
    assert len(by_agency([("a", _of(*one)), ("b", _of(*other))])) == 2


def test_a_name_that_two_longer_ones_end_in_is_neither() -> None:
    names = ("新城区水利局", "云岫市新城区水利局", "霁川市新城区水利局")
    assert len(by_agency([(name, _of(name)) for name in names])) == 3


def test_an_unknown_agency_belongs_to_none() -> None:
    assert agency_key(_of(None)) is None
    assert by_agency([("a", _of(None))]) == {}

"""Form files: what is known of the three forms, and how a wrong file is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.assets import asset
from pipeline.errors import FormError
from pipeline.forms import load_form, load_forms
from tests.grids import forms

SIZES = {"2014": 58, "2019": 198, "2021": 200}


@pytest.mark.parametrize(("name", "size"), SIZES.items())
def test_a_record_holds_the_statutory_cells(name: str, size: int) -> None:
    assert len(forms()[name].expected(frozenset())) == size


def test_a_row_printed_instead_of_others_replaces_them() -> None:
    form = forms()["2021"]
    keys = form.expected({f"requests.other.{column.key}" for column in form.table_by_id["requests"].columns})
    assert len(keys) == 186
    assert "requests.other_else.total" not in keys


def test_a_form_of_2019_may_print_the_three_rows_of_2021() -> None:
    form = forms()["2019"]
    names = ("other_not_amended", "other_fee_unpaid", "other_else")
    present = {f"requests.{name}.{column.key}" for name in names for column in form.table_by_id["requests"].columns}
    keys = form.expected(present)
    assert "requests.other.total" not in keys
    assert "requests.other_else.total" in keys


def test_units_are_those_of_the_cell_the_column_or_the_table() -> None:
    form = forms()["2019"]
    assert form.specs["disclosure.licensing.change"].unit == "项"
    assert form.specs["requests.new.total"].unit == "件"
    assert form.specs["disclosure.procurement.amount"].unit == "万元"


def wrong(tmp_path: Path, old: str, new: str) -> FormError:
    text = asset("configs", "forms", "2021.yaml").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "wrong.yaml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(FormError) as caught:
        load_form(path)
    assert f"{path}:{caught.value.line}:" in str(caught.value)
    return caught.value


def line_of(text: str) -> int:
    lines = asset("configs", "forms", "2021.yaml").read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if text in line)


def test_an_unknown_key_is_refused_with_its_line(tmp_path: Path) -> None:
    error = wrong(tmp_path, "key: granted,", "key: granted, colour: red,")
    assert error.line == line_of("key: granted,")
    assert "colour" in error.key


def test_an_unknown_level_is_refused(tmp_path: Path) -> None:
    assert wrong(tmp_path, "level: error", "level: fatal").key.endswith("level")


def test_an_identity_over_a_row_that_is_not_there_is_refused(tmp_path: Path) -> None:
    error = wrong(tmp_path, "left: [new, carried_in]", "left: [newest, carried_in]")
    assert "newest" in error.problem


def test_an_expression_that_does_not_compile_is_refused(tmp_path: Path) -> None:
    assert "regular expression" in wrong(tmp_path, "match: ^予以公开", "match: '^(予以公开'").problem


def test_what_is_not_yaml_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text("form: [1\nx: }", encoding="utf-8")
    with pytest.raises(FormError, match=r"bad\.yaml:\d"):
        load_form(path)


def test_two_files_for_one_form_are_refused(tmp_path: Path) -> None:
    text = asset("configs", "forms", "2021.yaml").read_text(encoding="utf-8")
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(FormError, match="another file already"):
        load_forms(tmp_path.glob("*.yaml"))

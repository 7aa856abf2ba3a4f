"""The wording of figures in form files."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.errors import FormError
from pipeline.forms.load import load_form
from pipeline.forms.prose import Figure, ProseForm, ProseLanguage, Topic
from pipeline.forms.prose_keys import meanings, prose_keys
from tests.grids import forms


def test_every_form_words_its_figures_and_names_only_its_fields() -> None:
    for form in forms().values():
        named = {key for _, key in prose_keys(form.file)}
        assert named
        assert named <= form.specs.keys()


def test_figures_of_the_forms_since_2019_are_worded_alike() -> None:
    old, new = ({figure.id: figure for figure in forms()[name].file.prose.figures} for name in ("2019", "2021"))
    different = {name for name in old.keys() & new.keys() if old[name] != new[name]}
    assert different <= {
        "other_outcome", "normative_documents_published", "rules_published", "licensing", "penalties", "compulsion",
    }  # fmt: skip
    assert forms()["2019"].file.prose.topics == forms()["2021"].file.prose.topics


def test_a_derived_total_means_its_terms() -> None:
    form = forms()["2021"]
    figure = form.lexicon.figures["unavailable"]
    rows = ("unavailable_not_held", "unavailable_needs_creation", "unavailable_unclear")
    assert meanings(form.file, figure, ()) == ((), (tuple(f"requests.{row}.total" for row in rows),))


def test_alternatives_of_a_derived_total_are_sums_of_their_own() -> None:
    form = forms()["2019"]
    figure = form.lexicon.figures["other_outcome"]
    keys, sums = meanings(form.file, figure, ())
    assert keys == ("requests.other.total",)
    assert len(sums) == 2


def test_a_general_topic_means_each_of_its_parts_or_all() -> None:
    form = forms()["2021"]
    parts = ("litigation_direct", "litigation_after_reconsideration")
    keys = tuple(f"disputes.{part}.upheld" for part in parts)
    assert meanings(form.file, form.lexicon.figures["upheld"], parts) == (keys, (keys,))


@pytest.mark.parametrize(
    ("change", "key", "problem"),
    [
        ("before: [(维持]", "prose.figures.0.before.0", "bracket"),
        ("befor: [维持]", "prose.figures.0.befor", "not permitted"),
        ("topics: [gone]", "prose", "gone"),
        ("part_of: [gone]", "prose", "gone"),
        ("keys: [requests.gone.total]", "prose.figures.0", "requests.gone.total"),
    ],
)
def test_a_mistake_is_told_with_file_line_and_key(
    tmp_path: Path, root: Path, change: str, key: str, problem: str
) -> None:
    text = (root / "configs/forms/2021.yaml").read_text(encoding="utf-8")
    text = text[: text.index("prose:")] + f"prose:\n  figures:\n  - id: upheld\n    {change}\n"
    path = tmp_path / "form.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FormError) as told:
        load_form(path)
    assert told.value.key == key
    assert problem in str(told.value)
    assert told.value.line > text[: text.index("prose:")].count("\n")


def test_a_form_without_wording_loads(tmp_path: Path, root: Path) -> None:
    text = (root / "configs/forms/2021.yaml").read_text(encoding="utf-8")
    path = tmp_path / "form.yaml"
    path.write_text(text[: text.index("prose:")], encoding="utf-8")
    assert load_form(path).file.prose == ProseForm()


def test_every_key_of_the_wording_is_described(root: Path) -> None:
    described = set(re.findall(r"`([^`\n]+)`", (root / "docs/prose.md").read_text(encoding="utf-8")))
    for part in (ProseForm, Topic, Figure):
        assert issubclass(part, ProseLanguage)
        assert set(part.model_fields) <= described, part

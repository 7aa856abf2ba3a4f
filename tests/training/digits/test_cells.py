from __future__ import annotations

from dataclasses import replace
from itertools import islice
from pathlib import Path
from random import Random

import numpy as np
import pytest

from pipeline.engines.ocr.crops import HEIGHT
from pipeline.errors import SetupError
from pipeline.training.digits import fonts as fonts_module
from pipeline.training.digits.cells import labelled_crops
from pipeline.training.digits.damage import KINDS, Damage, spoil
from pipeline.training.digits.drawing import draw_table
from pipeline.training.digits.examples import gather
from pipeline.training.digits.fonts import Font, usable_fonts
from pipeline.training.digits.lettering import Lettering, ink_of


@pytest.fixture(scope="module")
def fonts() -> tuple[Font, ...]:
    return usable_fonts(())


def test_fonts_that_are_held_out_are_never_trained_on(fonts: tuple[Font, ...]) -> None:
    assert not {font.path for font in fonts} & {font.path for font in usable_fonts((), held_out=True)}


def test_a_machine_without_chinese_fonts_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts_module, "FOLDERS", ())
    with pytest.raises(SetupError, match="apt-get install"):
        usable_fonts(())


def test_the_same_seed_gives_the_same_crops(fonts: tuple[Font, ...]) -> None:
    one, two = (list(islice(labelled_crops(7, fonts), 30)) for _ in range(2))
    assert [crop.label for crop in one] == [crop.label for crop in two]
    assert all(np.array_equal(a.crop, b.crop) for a, b in zip(one, two, strict=True))


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_of_damage_leaves_crops_with_ink(kind: str, fonts: tuple[Font, ...]) -> None:
    crops = list(islice(labelled_crops(11, fonts, kind=kind), 20))
    assert {crop.kind for crop in crops} == {kind}
    for crop in crops:
        assert crop.crop.dtype == np.uint8
        assert crop.crop.min() < crop.crop.max()


def test_a_table_has_its_cells_where_it_says(fonts: tuple[Font, ...]) -> None:
    table = draw_table(Random(5), fonts, rows=4, columns=3)
    assert len(table.cells) == 12
    for box, said in table.cells:
        inside = table.ink[box.top + 8 : box.bottom - 8, box.x0 + 8 : box.x1 - 8]
        assert bool(inside.any()) == bool(said.printed) or said.label in ("-", "—", ".", ",")


def test_damage_that_does_not_happen_leaves_black_on_white() -> None:
    ink = np.zeros((90, 120), np.uint8)
    ink[30:60, 30:60] = 255
    picture = spoil(ink, Damage(dpi=300, black=0, paper=255))
    assert picture.shape == (90, 120, 3)
    assert picture[45, 45].tolist() == [0, 0, 0]
    assert picture[5, 5].tolist() == [255, 255, 255]


def test_a_one_bit_scan_has_two_greys() -> None:
    ink = np.zeros((90, 120), np.uint8)
    ink[30:60, 30:60] = 255
    assert set(np.unique(spoil(ink, Damage(blur=1.0, noise=10.0, bits=0.6)))) == {0, 255}


def test_letters_are_stretched_and_slanted(fonts: tuple[Font, ...]) -> None:
    plain = Lettering(fonts[0], fonts[0], 40)
    assert ink_of("", plain).size == 0
    narrow, wide = (ink_of("12", replace(plain, stretch=stretch)) for stretch in (0.7, 1.3))
    assert narrow.shape[1] < ink_of("12", plain).shape[1] < wide.shape[1]
    assert ink_of("1", replace(plain, slant=0.3)).shape[1] > ink_of("1", plain).shape[1]


def test_examples_are_grouped_by_width_and_passed_over_once(fonts: tuple[Font, ...]) -> None:
    examples = gather(labelled_crops(3, fonts), 60)
    assert len(examples) == 60
    for width, pictures in examples.pictures.items():
        assert pictures.shape[1:] == (HEIGHT, width)
        assert len(pictures) == len(examples.labels[width]) == len(examples.filled[width])
    batches = list(examples.batches(Random(1), 8))
    assert sorted((width, number) for width, numbers in batches for number in numbers) == sorted(
        (width, number) for width, labels in examples.labels.items() for number in range(len(labels))
    )


def test_a_folder_of_fonts_may_be_added(tmp_path: Path, fonts: tuple[Font, ...]) -> None:
    (tmp_path / "Carlito-Regular.ttf").write_bytes(b"")
    (tmp_path / "Unknown-Regular.ttf").write_bytes(b"")
    added = {font.path for font in usable_fonts((tmp_path,))} - {font.path for font in fonts}
    assert added <= {tmp_path / "Carlito-Regular.ttf"}

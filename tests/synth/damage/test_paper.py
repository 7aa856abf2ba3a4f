"""What happens to ink and paper, measured on small arrays."""

from __future__ import annotations

import numpy as np

from pipeline.synth.damage import optics, paper, sheet
from pipeline.synth.damage.page import Page, Pixels, outline
from pipeline.synth.damage.seals import Stamp, seal_ink, stamped, strip
from pipeline.synth.render.pdf.fonts import chinese_fonts


def rng() -> np.random.Generator:
    return np.random.default_rng(4)


def ruled() -> Pixels:
    pixels = np.full((600, 800), 255, np.uint8)
    pixels[50::60] = 0
    pixels[:, 40::90] = 0
    pixels[72:80, 60:66] = 0  # a digit, about
    return pixels


def ink(pixels: Pixels) -> float:
    return float((255 - pixels.astype(float)).sum())


def test_bilevel_is_black_and_white() -> None:
    grey = np.arange(256, dtype=np.uint8).reshape(16, 16)
    assert set(np.unique(paper.bilevel(grey, 100))) == {0, 255}
    assert (paper.bilevel(grey, 100) == 0).sum() == 100


def test_specks_fall_on_paper_and_in_ink() -> None:
    specked = paper.speckled(np.full((500, 500), 255, np.uint8), 1e-3, rng())
    assert 150 < (specked == 0).sum() < 500
    assert (paper.speckled(np.zeros((500, 500), np.uint8), 1e-3, rng()) == 255).sum() > 200


def test_faded_ink_is_paler_in_patches_and_never_darker() -> None:
    pixels = np.zeros((400, 400), np.uint8)
    faded = paper.faded(pixels, 0.8, 60, rng())
    assert faded.max() > 180
    assert faded.min() == 0


def test_torn_rules_lose_pieces_and_print_between_them_stays() -> None:
    pixels = ruled()
    torn = paper.torn(pixels, 0.3, rng())
    lost = 1 - ink(torn) / ink(pixels)
    assert 0.1 < lost < 0.5
    assert (torn[72:80, 60:66] == 0).all()


def test_the_other_side_shines_through_mirrored() -> None:
    blank, back = np.full((100, 100), 255, np.uint8), np.full((100, 100), 255, np.uint8)
    back[40:60, 5:25] = 0
    through = paper.bled(blank, back, 0.3, 1.0)
    assert through[50, 85] < 200
    assert through[50, 15] == 255


def test_a_jpeg_of_low_quality_differs_more() -> None:
    pixels = ruled()
    rough, fine = (np.abs(optics.compressed(pixels, q).astype(int) - pixels).mean() for q in (30, 95))
    assert rough > 2 * fine


def test_blur_and_shake_keep_the_ink() -> None:
    pixels = ruled()
    for changed in (optics.blurred(pixels, 1.5), optics.shaken(pixels, 5, 30.0)):
        assert abs(ink(changed) / ink(pixels) - 1) < 0.03
        assert not np.array_equal(changed, pixels)


def test_noise_is_as_strong_as_asked() -> None:
    for shape in ((300, 300), (300, 300, 3)):
        noise = optics.noisy(np.full(shape, 128, np.uint8), 6, rng()).astype(float) - 128
        assert 5 < noise.std() < 7.5


def test_a_monitor_has_stripes_of_colour_and_dark_rows() -> None:
    shown = optics.gridded(np.full((60, 60, 3), 150, np.uint8), 3, 0.3)
    assert np.ptp(shown.astype(int), axis=2).min() > 20
    assert shown[30].mean() < 0.8 * shown[31].mean()


def test_sheets_are_punched_folded_streaked_and_lie_under_a_lid() -> None:
    white = np.full((800, 600), 250, np.uint8)
    assert 400 < (sheet.punched(white, 0.5, 1.0) < 100).sum() < 500
    lidded = sheet.lidded(white, np.array([True, False, False, True]), 40, 5.0)
    assert (lidded[:, :5] == 40).all()
    assert (lidded[-5:] == 40).all()
    assert (lidded[:-5, 5:] == 250).all()
    creased = sheet.folded(white, (0.5,), 0.4, rng())
    assert creased[395:406].min() < 200
    assert creased[100].min() == 250
    lines = sheet.streaked(white, np.array([0.5]), np.array([30]), 0.5)
    assert (lines[:, 300] < 150).all()
    assert (lines[:, 310] == 250).all()


def test_a_stamp_of_ink_keeps_print_dark_and_a_pasted_one_hides_it() -> None:
    pixels = np.full((200, 200), 255, np.uint8)
    pixels[95:105] = 0
    solid = np.ones((100, 100), np.float32)
    page = Page(pixels, (200, 200), {"key": outline((1, 1, 9, 9), (1, 1))})
    through = stamped(page, solid, (100, 100), Stamp((40, 30, 205), 0.9, opaque=False))
    over = stamped(page, solid, (100, 100), Stamp((40, 30, 205), 0.9, opaque=True))
    assert through.pixels[100, 100].max() < 30
    assert over.pixels[100, 100, 2] > 150
    assert through.pixels[70, 100, 2] > through.pixels[70, 100, 0] + 100
    assert tuple(through.pixels[5, 5]) == (255, 255, 255)
    assert through.marks is page.marks


def test_a_seal_has_a_ring_and_falls_off_the_page_quietly() -> None:
    drawn = seal_ink("北溪县统计局", 300, rng(), str(chinese_fonts()[0]))
    middle = drawn[150]
    assert middle[:12].max() > 0.3
    assert middle[40:60].max() < 0.9
    page = Page(np.full((100, 100), 255, np.uint8), (200, 200))
    assert stamped(page, drawn, (900, 900), Stamp((0, 0, 200), 0.9, opaque=True)) is page
    widths = [strip(drawn, at, 4).shape[1] for at in range(4)]
    assert sum(widths) == 300

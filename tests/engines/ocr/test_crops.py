from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.engines.ocr.crops import HEIGHT, STEP, WIDTHS, fingerprint, is_empty, prepare


@given(height=st.integers(1, 120), width=st.integers(1, 900), colours=st.sampled_from([0, 1, 3, 4]))
def test_every_crop_becomes_a_tensor_of_a_known_width(height: int, width: int, colours: int) -> None:
    crop = np.full((height, width, colours) if colours else (height, width), 255, dtype=np.uint8)
    prepared = prepare(crop, narrowest=96)
    tensor = prepared.tensor
    assert tensor.shape[:3] == (1, 3, HEIGHT)
    assert tensor.shape[3] in WIDTHS
    assert tensor.shape[3] >= 96
    assert set(np.unique(tensor[..., : prepared.filled])) == {1.0}
    assert not tensor[..., prepared.filled :].any()
    assert prepared.filled <= prepared.steps() * STEP <= prepared.filled + 2 * STEP


def test_a_crop_is_brought_to_size_as_paddleocr_does_it() -> None:
    from pipeline.engines.ocr.paddle_library import paddleocr

    paddleocr()
    from paddlex.inference.models.text_recognition.processors import OCRReisizeNormImg

    crop = np.random.default_rng(1).integers(0, 255, (30, 71, 3), dtype=np.uint8)
    assert prepare(crop).tensor[0] == pytest.approx(
        OCRReisizeNormImg(rec_image_shape=[3, 48, 128])([crop])[0], abs=1e-6
    )


def test_a_dash_trimmed_to_its_ink_stays_flat() -> None:
    dash = np.zeros((3, 20), dtype=np.uint8)
    dash[0] = 255
    tensor = prepare(dash).tensor
    assert (tensor[0, 0, :, 20] < 0).mean() < 0.3


def test_the_fingerprint_is_of_pixels_and_shape() -> None:
    crop = np.arange(24, dtype=np.uint8).reshape(4, 6)
    assert fingerprint(crop) == fingerprint(np.asfortranarray(crop)) == fingerprint(crop[:, :].copy())
    assert fingerprint(crop) != fingerprint(crop.reshape(6, 4))
    assert fingerprint(crop) != fingerprint(crop + 1)


def test_an_empty_crop_is_known() -> None:
    assert is_empty(np.zeros((0, 5), dtype=np.uint8))
    assert not is_empty(np.zeros((1, 1), dtype=np.uint8))

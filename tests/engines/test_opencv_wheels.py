from __future__ import annotations

import struct
import sysconfig
import tomllib
from importlib.metadata import distributions
from pathlib import Path

import pytest

from pipeline.engines.opencv_wheels import (
    WANTED,
    WHEELS,
    InstalledWheel,
    clash,
    cv2_libraries,
    installed_wheels,
    needed_libraries,
    window_libraries,
)

SITE = Path(sysconfig.get_path("platlib"))


def _distribution(folder: Path, name: str, version: str) -> None:
    made = folder / f"{name.replace('-', '_')}-{version}.dist-info"
    made.mkdir()
    (made / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")


def _shared_library(path: Path, needed: tuple[str, ...]) -> Path:
    """The smallest ELF file that links `needed`: a header, its strings, a dynamic section, two section headers."""
    strings, offsets = b"\0", []
    for name in needed:
        offsets.append(len(strings))
        strings += name.encode() + b"\0"
    dynamic = b"".join(struct.pack("<QQ", 1, offset) for offset in offsets) + struct.pack("<QQ", 0, 0)
    strings_at, dynamic_at = 64, 64 + len(strings)
    table_at = dynamic_at + len(dynamic)
    header = b"\x7fELF\x02\x01".ljust(16, b"\0")
    header += struct.pack("<HHIQQQIHHHHHH", 3, 62, 1, 0, 0, table_at, 0, 64, 0, 0, 64, 2, 0)
    sections = [(0, 3, 0, 0, strings_at, len(strings), 0, 0, 1, 0), (0, 6, 0, 0, dynamic_at, len(dynamic), 0, 0, 8, 16)]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(
        header + strings + dynamic + b"".join(struct.pack("<IIQQQQIIQQ", *section) for section in sections)
    )
    return path


def test_the_installed_cv2_is_the_wanted_one() -> None:
    assert clash(installed_wheels()) is None


def test_the_installed_cv2_links_no_libgl() -> None:
    libraries = cv2_libraries(SITE)
    assert any(path.parent.name == "cv2" for path in libraries)
    assert any("libc.so" in name for path in libraries for name in needed_libraries(path))
    assert window_libraries(libraries) == ()


def test_libgl_is_found_also_in_what_the_wheel_carries(tmp_path: Path) -> None:
    _shared_library(tmp_path / "cv2" / "cv2.abi3.so", ("libQt5Gui-1.so.5", "libc.so.6"))
    _shared_library(tmp_path / "opencv_python.libs" / "libQt5Gui-1.so.5", ("libGL.so.1", "libm.so.6"))
    assert window_libraries(cv2_libraries(tmp_path)) == ("libGL.so.1", "libQt5Gui-1.so.5")


def test_what_is_no_shared_library_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "cv2.so"
    path.write_bytes(b"MZ")
    with pytest.raises(ValueError, match="ELF"):
        needed_libraries(path)


def test_wheels_are_known_by_their_metadata(tmp_path: Path) -> None:
    _distribution(tmp_path, "opencv-python", "5.0.0")
    _distribution(tmp_path, "opencv_python_headless", "4.9.0")
    _distribution(tmp_path, "numpy", "2.0")
    assert installed_wheels(distributions(path=[str(tmp_path)])) == (
        InstalledWheel("opencv-python", "5.0.0"),
        InstalledWheel("opencv-python-headless", "4.9.0"),
    )


@pytest.mark.parametrize(
    ("wheels", "said"),
    [
        ([], "no OpenCV is installed"),
        ([("opencv-python-headless", "5.0.0")], "opencv-python-headless 5.0.0 is not the tested one"),
        ([tuple(WANTED.split("==")), ("opencv-python", "5.0.0")], "own the same folder cv2"),
    ],
)
def test_a_clash_is_named_with_the_command_that_mends_it(wheels: list[tuple[str, str]], said: str) -> None:
    message = clash(tuple(InstalledWheel(name, version) for name, version in wheels))
    assert message is not None
    assert said in message
    assert f"pip install --no-deps {WANTED}" in message


def test_the_wanted_wheel_is_the_one_that_is_installed_from_the_lock(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["dependency-groups"]["opencv"] == [WANTED]
    assert project["tool"]["uv"]["default-groups"] == ["opencv"]
    overridden = {line.partition(";")[0] for line in project["tool"]["uv"]["override-dependencies"]}
    assert overridden == set(WHEELS) - {WANTED.partition("==")[0]}

"""Which OpenCV is installed. Three wheels and more write the same `cv2` folder; the last one installed wins, silently.

Two of our libraries ask for different ones, so with plain pip several are there at once; the lock installs one, without
windows and therefore without libGL. Nothing here imports cv2.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, distributions
from pathlib import Path

WHEELS = ("opencv-contrib-python-headless", "opencv-contrib-python", "opencv-python-headless", "opencv-python")
WANTED = "opencv-contrib-python-headless==4.10.0.84"
# The others first: whichever is removed last takes the shared folder with it, so the wanted one is put back whole.
REMEDY = f"pip uninstall -y {' '.join(WHEELS)} && pip install --no-deps {WANTED}"
WINDOW_LIBRARIES = ("libGL.so", "libX11.so", "libxcb.so", "libQt")

ELF_MAGIC = b"\x7fELF"
SECTION_DYNAMIC = 6
TAG_NEEDED = 1


@dataclass(frozen=True, slots=True)
class InstalledWheel:
    """A distribution that brings the folder `cv2`."""

    name: str
    version: str


def installed_wheels(found: Iterable[Distribution] | None = None) -> tuple[InstalledWheel, ...]:
    """The OpenCV wheels that are installed, sorted by name; `found` instead of this environment's distributions."""
    wheels = set()
    for distribution in distributions() if found is None else found:
        name = (distribution.metadata["Name"] or "").lower().replace("_", "-")
        if name in WHEELS:
            wheels.add(InstalledWheel(name, distribution.version))
    return tuple(sorted(wheels, key=lambda wheel: wheel.name))


def clash(wheels: tuple[InstalledWheel, ...]) -> str | None:
    """What is wrong with these wheels and the command that mends it; None where exactly the wanted one is there."""
    if [f"{wheel.name}=={wheel.version}" for wheel in wheels] == [WANTED]:
        return None
    if not wheels:
        return f"no OpenCV is installed; mend it with: pip install --no-deps {WANTED}"
    names = " and ".join(f"{wheel.name} {wheel.version}" for wheel in wheels)
    both = "own the same folder cv2, and one has overwritten the other" if len(wheels) > 1 else "is not the tested one"
    return f"{names} {both}; mend it with: {REMEDY}"


def cv2_libraries(folder: Path) -> tuple[Path, ...]:
    """The shared libraries of the installed `cv2` in a site-packages `folder`, and those that its wheel carries."""
    own = sorted((folder / "cv2").glob("*.so"))
    carried = sorted(path for libraries in folder.glob("opencv*.libs") for path in libraries.glob("*.so*"))
    return (*own, *carried)


def window_libraries(libraries: Iterable[Path]) -> tuple[str, ...]:
    """The libraries of a windowing system that `libraries` link, which a server does not have; sorted."""
    needed = {name for path in libraries for name in needed_libraries(path)}
    return tuple(sorted(name for name in needed if name.startswith(WINDOW_LIBRARIES)))


def needed_libraries(path: Path) -> tuple[str, ...]:
    """The names of the shared libraries that a 64-bit little-endian ELF file links (DT_NEEDED).

    Raises:
        ValueError: it is no such file.
    """
    content = path.read_bytes()
    if content[:6] != ELF_MAGIC + b"\x02\x01":
        raise ValueError(f"{path} is not a 64-bit little-endian ELF file")
    return tuple(_needed(content))


def _needed(content: bytes) -> Iterator[str]:
    """System V ABI, "Object files": the dynamic section holds pairs (tag, value), its link the string table."""
    (table,) = struct.unpack_from("<Q", content, 40)
    size, count = struct.unpack_from("<HH", content, 58)
    sections = [struct.unpack_from("<IIQQQQI", content, table + number * size) for number in range(count)]
    for _, kind, _, _, offset, length, link in sections:
        if kind != SECTION_DYNAMIC:
            continue
        strings = sections[link][4]
        for tag, value in struct.iter_unpack("<QQ", content[offset : offset + length]):
            if tag == TAG_NEEDED:
                start = strings + value
                yield content[start : content.index(b"\0", start)].decode()

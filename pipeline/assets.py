"""Where the files of `configs/` and `models/` lie: inside the package in a wheel, beside it in a checkout."""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path


def asset(*parts: str) -> Path:
    """The path of an asset, as in `asset("configs", "forms")`.

    Raises:
        FileNotFoundError: no such asset; the installation is incomplete.
    """
    package = files("pipeline")
    packed = package.joinpath("_assets")
    root = packed if packed.is_dir() else package.joinpath("..")  # beside other packages, `..` is not ours
    with as_file(root.joinpath(*parts)) as path:  # the wheel is installed unzipped, so this is the file itself
        if path.exists():
            return path.resolve()
    raise FileNotFoundError(f"the asset {'/'.join(parts)} is missing from the installation")

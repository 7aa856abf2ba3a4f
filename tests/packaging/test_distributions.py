"""What is built is what people install: a wheel with its assets inside, made from the source distribution."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def built(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the source distribution and the wheel that was built from it, without the network."""
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out), str(root)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return out


@pytest.fixture(scope="module")
def wheel(built: Path) -> Path:
    (path,) = built.glob("gongkai-*.whl")
    return path


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of another environment with the wheel; the libraries are those of this one."""
    place = tmp_path_factory.mktemp("elsewhere")
    subprocess.run([sys.executable, "-m", "venv", str(place)], check=True)
    pip = [str(place / "bin" / "python"), "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", str(wheel)]
    subprocess.run(pip, check=True)
    site = place / "lib" / f"python{sysconfig.get_python_version()}" / "site-packages"
    # A line in a .pth file adds a folder but does not read the .pth files in it: the checkout stays out of sight.
    (site / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return place / "bin"


def _run(installed: Path, folder: Path, *arguments: str, program: str = "gongkai") -> subprocess.CompletedProcess[str]:
    """Run a program of the other environment; a PYTHONPATH of this one would show it the checkout."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder)}
    command = [str(installed / program), *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd=folder, env=environment, check=False)


def test_only_the_package_and_its_metadata_are_at_top_level(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.partition("/")[0].partition("-")[0] for name in names} == {"pipeline", "gongkai"}
    assert {name.partition("/")[0] for name in names if name.startswith("gongkai")} == {
        wheel.name.removesuffix("-py3-none-any.whl") + ".dist-info"
    }


def test_every_asset_is_in_the_wheel(wheel: Path, root: Path) -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "configs", "models"], cwd=root, capture_output=True, text=True, check=False
    ).stdout
    tracked = {name for name in listed.split("\0") if name}
    here = {
        path.relative_to(root).as_posix()
        for top in ("configs", "models")
        for path in (root / top).rglob("*")
        if path.is_file() and (not tracked or path.relative_to(root).as_posix() in tracked)
    }
    packed = {name.removeprefix("pipeline/_assets/") for name in zipfile.ZipFile(wheel).namelist()}
    assert here
    assert here <= packed


def test_every_module_is_in_the_wheel_and_no_test(wheel: Path, root: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {path.relative_to(root).as_posix() for path in (root / "pipeline").rglob("*.py")} <= names
    assert not [name for name in names if "tests" in name.split("/") or name.endswith((".pyc", ".truth.json"))]


def test_the_metadata_is_complete(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        folder = wheel.name.removesuffix("-py3-none-any.whl") + ".dist-info"
        metadata = archive.read(f"{folder}/METADATA").decode()
        scripts = archive.read(f"{folder}/entry_points.txt").decode()
        assert archive.read(f"{folder}/licenses/LICENSE").decode().lstrip().startswith("Apache License")
    assert "\nName: gongkai\n" in metadata
    assert "\nLicense-Expression: Apache-2.0\n" in metadata
    assert "\nRequires-Python: <3.14,>=3.11\n" in metadata
    assert "gongkai = pipeline.cli:main" in scripts


def test_the_source_distribution_holds_what_a_newcomer_needs(built: Path) -> None:
    (path,) = built.glob("gongkai-*.tar.gz")
    with tarfile.open(path) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    for name in ("pyproject.toml", "uv.lock", "Makefile", "README.md", "LICENSE", "CHANGELOG.md", "docs/decisions.md"):
        assert name in names
    assert {name.partition("/")[0] for name in names} <= {
        "pyproject.toml", "uv.lock", "Makefile", "README.md", "LICENSE", "CHANGELOG.md", "PKG-INFO", ".gitignore",
        ".ci", "configs", "docs", "models", "notebooks", "pipeline", "samples", "tests",
    }  # fmt: skip


def test_the_wheel_runs_elsewhere(installed: Path, tmp_path: Path) -> None:
    where = _run(installed, tmp_path, "-c", "import pipeline; print(pipeline.__file__)", program="python").stdout
    assert Path(where.strip()).is_relative_to(installed.parent)
    assert _run(installed, tmp_path, "--help").returncode == 0
    assert _run(installed, tmp_path, "forms").stdout.split()[0] == "2014"
    assert len(json.loads(_run(installed, tmp_path, "config", "--json").stdout)) > 5


def test_the_wheel_reads_a_report_elsewhere(installed: Path, tmp_path: Path, samples: Path) -> None:
    report = min((path for path in samples.glob("*.html")), key=lambda path: path.stat().st_size)
    done = _run(installed, tmp_path, "run", str(report), "--out", "out")
    assert done.returncode == 0, done.stdout + done.stderr
    (record,) = (tmp_path / "out" / "reports").glob("*.json")
    truth = json.loads((samples / f"{report.stem}.truth.json").read_text(encoding="utf-8"))
    assert json.loads(record.read_text(encoding="utf-8"))["form"] == truth["form"]

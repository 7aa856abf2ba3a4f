from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import main
from pipeline.cli.examination import ENGINES, FONT_PACKAGES, MODELS, fonts, libreoffice
from pipeline.engines.opencv_wheels import WANTED
from pipeline.synth.render.pdf.fonts import ADVICE

BROKEN_CV2 = 'raise ImportError("libGL.so.1: cannot open shared object file: No such file or directory")\n'


def test_an_installation_from_the_lock_is_in_order() -> None:
    done = CliRunner().invoke(main, ["doctor", "--json"])
    findings = {finding["name"]: finding for finding in json.loads(done.output)}
    assert done.exit_code == 0, done.output
    assert {"python", "opencv", "cv2 loads", "cv2 without libGL", "forms", "Chinese font", "LibreOffice"} <= set(
        findings
    )
    assert set(ENGINES) <= set(findings)
    assert {f"model {name}" for name in MODELS} <= set(findings)
    assert not [finding for finding in findings.values() if finding["state"] == "broken"]


def test_it_is_told_in_lines_for_people() -> None:
    lines = CliRunner().invoke(main, ["doctor"]).output.splitlines()
    assert lines[0].startswith("ok  python ")


@pytest.fixture
def clashing(tmp_path: Path) -> dict[str, str]:
    """An environment in which another OpenCV wheel has won, one that wants a screen."""
    (tmp_path / "cv2").mkdir()
    (tmp_path / "cv2" / "__init__.py").write_text(BROKEN_CV2)
    made = tmp_path / "opencv_python-5.0.0.dist-info"
    made.mkdir()
    (made / "METADATA").write_text("Metadata-Version: 2.1\nName: opencv-python\nVersion: 5.0.0\n")
    return {**os.environ, "PYTHONPATH": str(tmp_path)}


def _python(program: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, env=environment, check=False)


@pytest.mark.parametrize(
    "program",
    [
        "import pipeline",
        "from pipeline.cli import main; main(['--help'])",
        "from pipeline.cli import main; main(['config'])",
    ],
)
def test_with_another_opencv_the_program_still_starts(program: str, clashing: dict[str, str]) -> None:
    assert _python(program, clashing).returncode == 0
    assert _python("import cv2", clashing).returncode == 1


def test_with_another_opencv_the_doctor_names_the_clash_and_the_command(clashing: dict[str, str]) -> None:
    done = _python("from pipeline.cli import main; main(['doctor'])", clashing)
    assert done.returncode == 1
    assert f"{WANTED.replace('==', ' ')} and opencv-python 5.0.0 own the same folder cv2" in done.stdout
    assert "XX  cv2 loads          ImportError: libGL.so.1" in done.stdout
    assert f"pip install --no-deps {WANTED}" in done.stdout


def test_a_machine_without_a_chinese_font_is_told_what_to_install(tmp_path: Path) -> None:
    (tmp_path / "DejaVuSans.ttf").touch()
    assert (fonts([tmp_path]).state, fonts([tmp_path]).remedy) == ("warning", f"apt-get install {FONT_PACKAGES}")
    (tmp_path / "deeper").mkdir()
    (tmp_path / "deeper" / "NotoSansCJK-Regular.ttc").touch()
    assert (fonts([tmp_path]).state, fonts([tmp_path]).message) == ("ok", "NotoSansCJK-Regular.ttc")


def test_it_names_the_same_packages_as_the_drawing_of_samples() -> None:
    assert ADVICE.endswith(f"apt-get install {FONT_PACKAGES}")


def test_without_libreoffice_it_says_what_that_costs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert libreoffice().state == "warning"
    (tmp_path / "soffice").touch(mode=0o755)
    assert (libreoffice().state, libreoffice().message) == ("ok", str(tmp_path / "soffice"))

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage

import click
import pytest
from click.testing import CliRunner

from pipeline.cli import COMMANDS, main
from pipeline.cli.frame import Frame, LazyGroup, frame_of, resolve
from pipeline.errors import ConfigError, DocumentError, SetupError, UsageError

OURS = "from pipeline.cli import main; main()"
EMPTY = "import click\n@click.group()\ndef main():\n    'Nothing.'\nmain()"
HEAVY = (
    "camelot", "cv2", "docx", "lxml", "numpy", "onnxruntime", "opencc", "openpyxl", "openvino", "paddleocr", "pandas",
    "pdfplumber", "pikepdf", "pyarrow", "pydantic", "pypdfium2", "rapidocr", "reportlab", "rich", "ruamel", "spacy",
)  # fmt: skip


def _seconds(program: str) -> float:
    """CPU seconds of a process that prints its help."""
    before = getrusage(RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", program, "--help"], check=True, stdout=subprocess.DEVNULL)
    after = getrusage(RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def test_help_takes_hardly_longer_than_that_of_an_empty_app() -> None:
    # what else the machine does only ever adds to a time, so the least of each is the nearest to the program's own
    pairs = [(_seconds(OURS), _seconds(EMPTY)) for _ in range(15)]
    ours, empty = (min(times) for times in zip(*pairs, strict=True))
    assert ours <= 1.3 * empty, f"{ours:.3f} s against {empty:.3f} s"


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["config", "--help"], ["doctor", "--help"]])
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    program = f"""
import json, sys
sys.argv[1:] = {arguments!r}
from pipeline.cli import main
try:
    main()
finally:
    print(json.dumps(sorted(sys.modules)), file=sys.stderr)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in json.loads(done.stderr)}
    assert not loaded & set(HEAVY)


def test_help_lists_every_command() -> None:
    shown = CliRunner().invoke(main, ["--help"]).output
    for name, (_, said) in COMMANDS.items():
        assert f"\n  {name} " in shown
        assert said in shown


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_there_and_its_help_has_examples(name: str) -> None:
    shown = CliRunner().invoke(main, [name, "--help"])
    assert shown.exit_code == 0, shown.output
    for path in _commands_below(name):
        text = CliRunner().invoke(main, [*path, "--help"]).output
        assert re.search(r"^  Examples?:$", text, re.MULTILINE)
        assert f"gongkai {' '.join(path)}" in text


def _commands_below(name: str) -> Iterator[list[str]]:
    command = main.get_command(click.Context(main), name)
    yield [name]
    if isinstance(command, click.Group):
        yield from ([name, below] for below in command.list_commands(click.Context(command)))


def test_the_version_is_that_of_the_distribution() -> None:
    from importlib.metadata import version

    assert CliRunner().invoke(main, ["--version"]).output == f"gongkai {version('gongkai')}\n"


def test_an_unknown_command_is_wrong_usage() -> None:
    assert CliRunner().invoke(main, ["nonsense"]).exit_code == 2


def _group(body: Callable[[], None]) -> LazyGroup:
    group = LazyGroup("group", commands_table={"do": ("nowhere:do", "Do it.")})
    command = click.Command("do", callback=body)
    group.get_command = lambda ctx, cmd_name: command  # type: ignore[method-assign]
    return group


def _raising(error: BaseException) -> Callable[[], None]:
    def body() -> None:
        raise error

    return body


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (SetupError("no font"), 1, "gongkai: no font\n"),
        (UsageError("no such form"), 2, "gongkai: no such form\n"),
        (ConfigError("a.yaml:1: wrong"), 2, "gongkai: a.yaml:1: wrong\n"),
        (DocumentError("damaged", "open it again"), 3, "gongkai: damaged: open it again\n"),
        (DocumentError("no_text", "scan it", page=2), 3, "gongkai: no_text (page 2): scan it\n"),
        (PermissionError(13, "Permission denied", "out"), 1, "gongkai: out: Permission denied\n"),
    ],
)
def test_what_is_raised_becomes_one_line_and_an_exit_code(error: Exception, code: int, said: str) -> None:
    done = CliRunner().invoke(_group(_raising(error)), ["do"])
    assert (done.exit_code, done.stderr, done.stdout) == (code, said, "")


def test_an_unexpected_error_says_how_to_report_it() -> None:
    done = CliRunner().invoke(_group(_raising(KeyError("x"))), ["do"])
    assert done.exit_code == 1
    assert done.stderr.splitlines()[0] == "gongkai: unexpected KeyError: 'x'"
    assert "gongkai --debug" in done.stderr
    assert "Traceback" not in done.stderr


def test_debug_shows_where_an_unexpected_error_came_from() -> None:
    done = CliRunner().invoke(_group(_raising(KeyError("x"))), ["do"], obj=Frame(debug=True))
    assert isinstance(done.exception, KeyError)


def test_a_command_whose_module_is_missing_does_not_break_the_group() -> None:
    group = LazyGroup("group", commands_table={"gone": ("pipeline.cli.gone:gone", "Gone.")})
    assert "gone" in CliRunner().invoke(group, ["--help"]).output
    done = CliRunner().invoke(group, ["gone"])
    assert done.exit_code == 1
    assert "no command gone" in done.stderr


def test_a_command_that_lacks_a_library_names_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "command_without_library.py").write_text("import a_library_that_is_not_there\n")
    monkeypatch.syspath_prepend(tmp_path)
    group = LazyGroup("group", commands_table={"do": ("command_without_library:do", "Do it.")})
    done = CliRunner().invoke(group, ["do"])
    assert (done.exit_code, done.stderr) == (
        1,
        "gongkai: do needs a_library_that_is_not_there, which is not installed\n",
    )


def test_settings_come_from_before_the_commands_name_and_its_own_flags(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text("limits: {max_pages: 7}\naccept: {threshold: 0.5}\n")
    context = click.Context(click.Command("run"))
    context.obj = Frame(config=file, sets=("accept.threshold = 0.6",))
    settings = resolve(context, {"output.html": False, "output.excel": None}).settings
    assert (settings.limits.max_pages, settings.accept.threshold) == (7, 0.6)
    assert (settings.output.html, settings.output.excel) == (False, True)


def test_a_set_without_a_value_is_wrong_usage() -> None:
    done = CliRunner().invoke(main, ["--set", "accept.threshold", "config"])
    assert done.exit_code == 2
    assert "KEY=VALUE" in done.stderr


def test_a_command_that_is_called_alone_has_an_empty_frame() -> None:
    assert frame_of(click.Context(click.Command("alone"))) == Frame()


def test_the_reader_of_a_pipe_may_go(tmp_path: Path) -> None:
    done = subprocess.run(
        f"{sys.executable} -c '{OURS}' schema | head -n 1",
        shell=True, capture_output=True, text=True, check=True, env=dict(os.environ),
    )  # fmt: skip
    assert done.stdout == "{\n"
    assert "Traceback" not in done.stderr

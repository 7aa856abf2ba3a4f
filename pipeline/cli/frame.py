"""What every command stands in: commands that load late, settings, and the one place where errors become exit codes."""

from __future__ import annotations

import errno
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from pipeline.errors import DocumentError, GongkaiError, SetupError, UsageError

if TYPE_CHECKING:  # a help text must not wait for pydantic
    from collections.abc import Mapping
    from pathlib import Path

    from pipeline.settings import Resolved

DOCUMENT_FAILED = 3


class Frame(NamedTuple):
    """What was said before the command's name."""

    config: Path | None = None
    sets: tuple[str, ...] = ()
    debug: bool = False


def frame_of(context: click.Context) -> Frame:
    """The frame of a command, also of one that is called alone."""
    found = context.find_root().obj
    return found if isinstance(found, Frame) else Frame()


def resolve(context: click.Context, flags: Mapping[str, object] | None = None) -> Resolved:
    """The settings for a command, with its own `flags` by dotted key (None: not given) as the strongest layer.

    Raises:
        ConfigError: a setting is wrong.
        UsageError: a `--set` is not KEY=VALUE.
    """
    from pipeline.settings import resolve_settings

    frame = frame_of(context)
    given: dict[str, object] = {}
    for text in frame.sets:
        key, equals, value = text.partition("=")
        if not equals:
            raise UsageError(f"--set {text}: write it as KEY=VALUE, for example --set accept.threshold=0.9995")
        given[key.strip()] = value.strip()
    given.update({key: value for key, value in (flags or {}).items() if value is not None})
    return resolve_settings(file=frame.config, flags=given)


class LazyGroup(click.Group):
    """A group whose commands stand in a table name -> ("module:object", short help), imported when they are called."""

    def __init__(self, *args: Any, commands_table: Mapping[str, tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.table = commands_table

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names in the order of the table."""
        return list(self.table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported now; None where no command has it.

        Raises:
            SetupError: the installation lacks the command's module.
        """
        if cmd_name not in self.table:
            return None
        target, _ = self.table[cmd_name]
        module, _, attribute = target.partition(":")
        try:
            command = getattr(import_module(module), attribute)
        except ModuleNotFoundError as error:
            if error.name != module:
                raise SetupError(f"{cmd_name} needs {error.name}, which is not installed") from error
            raise SetupError(f"this installation has no command {cmd_name}: {module} is missing") from error
        return command if isinstance(command, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the table itself, so that a help text imports no command."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, said) for name, (_, said) in self.table.items()])

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; what it raises becomes one line and an exit code."""
        try:
            return super().invoke(ctx)
        except GongkaiError as error:
            click.echo(f"gongkai: {error}", err=True)
            ctx.exit(error.exit_code)
        except DocumentError as error:
            where = "" if error.page is None else f" (page {error.page})"
            click.echo(f"gongkai: {error.reason}{where}: {error.message}", err=True)
            ctx.exit(DOCUMENT_FAILED)
        except (click.ClickException, click.Abort, click.exceptions.Exit):
            raise
        except Exception as error:  # the edge of the program: nobody above could say it better
            if frame_of(ctx).debug or (isinstance(error, OSError) and error.errno == errno.EPIPE):
                raise  # click ends quietly when the reader of a pipe has gone
            _tell(error)
            ctx.exit(1)


def _tell(error: Exception) -> None:
    if isinstance(error, OSError) and error.filename is not None:
        click.echo(f"gongkai: {error.filename}: {error.strerror}", err=True)
        return
    click.echo(f"gongkai: unexpected {type(error).__name__}: {error}", err=True)
    click.echo("Please report it with what `gongkai --debug ...` and `gongkai doctor` print.", err=True)

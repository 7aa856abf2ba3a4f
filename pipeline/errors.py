"""The exceptions of the program, with the exit code on the class.

GongkaiError
├── UsageError        2  the command was called wrongly
├── SetupError        1  something the program needs is missing or clashes
└── ConfigError       2  a setting, form or model file is wrong
    └── FormError     2  a form file is wrong: file, line and key

`DocumentError` is not of this tree: it says that *one document* cannot be read, carries a reason of
the closed list, and is turned into a `Failure` value at the edge of the run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the command line's frame imports this module, and must not load pydantic for a help text
    from pathlib import Path

    from pipeline.schema.failure import Reason


class GongkaiError(Exception):
    """The program or its set-up is wrong; the message tells the user what to do in one line."""

    exit_code = 1


class UsageError(GongkaiError):
    """The command was called with something that cannot work."""

    exit_code = 2


class SetupError(GongkaiError):
    """A library, model or font that is needed is missing or clashes with another."""

    exit_code = 1


class ConfigError(GongkaiError):
    """A settings or model file is wrong."""

    exit_code = 2


class FormError(ConfigError):
    """A form file is wrong, at `line` (from 1) and `key` of `path`."""

    def __init__(self, path: Path, line: int, key: str, problem: str) -> None:
        super().__init__(f"{path}:{line}: {key}: {problem}")
        self.path, self.line, self.key, self.problem = path, line, key, problem


class DocumentError(Exception):
    """One document cannot be read: `reason` of the closed list, `message` says what the user can do.

    `kind` names what the content was found to be ("image", "xlsx"), where that is known and no reader says more.
    """

    def __init__(self, reason: Reason, message: str, *, page: int | None = None, kind: str | None = None) -> None:
        super().__init__(message)
        self.reason, self.message, self.page, self.kind = reason, message, page, kind

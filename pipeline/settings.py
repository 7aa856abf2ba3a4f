"""What can be set, and where each value came from.

Four layers, each stronger than the one before: `configs/default.yaml`, a settings file, the environment
(`GONGKAI_<GROUP>_<KEY>`), flags. A name that nothing bears is refused with the names that exist.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal, cast

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError

from pipeline.assets import asset
from pipeline.errors import ConfigError

PREFIX = "GONGKAI_"
FILE_VARIABLE = "GONGKAI_CONFIG"
# Variables of that prefix that are no settings: the settings file, tracebacks, the folders `make acceptance` measures.
RESERVED = frozenset({FILE_VARIABLE, "GONGKAI_DEBUG", "GONGKAI_TRUTH"})
FILE_NAME = "gongkai.yaml"

Layer = Literal["default", "file", "environment", "flag"]


class Group(BaseModel):
    """A frozen, closed group of settings."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Limits(Group):
    """When a document is refused unread, so that one file cannot take the whole machine."""

    max_file_mb: float = Field(gt=0, description="A larger PDF or Word file ends as `too_large`, in megabytes.")
    max_text_mb: float = Field(gt=0, description="A larger web page or text file ends as `too_large`, in megabytes.")
    max_pages: int = Field(gt=0, description="A PDF with more pages ends as `too_large`.")
    max_chars: int = Field(gt=0, description="A PDF with more characters ends as `too_large`.")

    def of_reader(self, kind: str) -> dict[str, float]:
        """The options of the reader of `kind`: bytes for those that take a file whole, more for PDFs."""
        if kind == "pdf":
            return {"max_pages": self.max_pages, "max_chars": self.max_chars, "max_file_mb": self.max_file_mb}
        if kind == "image":
            return {"max_pages": self.max_pages, "max_file_mb": self.max_file_mb}
        return {"largest": int(1_000_000 * (self.max_file_mb if kind == "docx" else self.max_text_mb))}


class Accept(Group):
    """When a figure is taken without a person's look."""

    threshold: float = Field(ge=0, le=1, description="A figure whose confidence is lower goes to review.")
    max_error: float | None = Field(
        gt=0,
        lt=1,
        description="The share of accepted figures that may be wrong; with it the measured errors set the "
        "threshold, or the run is refused.",
    )
    calibration: Path | None = Field(
        description="The file of measured errors, instead of the one that comes with the program. In a file, relative "
        "to that file."
    )


class Tables(Group):
    """How tables are found."""

    finder: Literal["camelot", "none"] = Field(
        description="What looks for tables where the rules of the page do not give them."
    )


class Topics(Group):
    """How paragraphs are told apart."""

    classifier: Literal["spacy"] = Field(description="What says what a paragraph is about.")


class Ocr(Group):
    """How pictures are read."""

    engine: Literal["paddleocr", "rapidocr", "none"] = Field(
        description="What reads scans and pictures of tables; with none they end as `needs_ocr` or go to review."
    )
    lie_check: bool = Field(
        description="Compare the figures of a PDF's text layer with the drawn page; what differs is read by OCR."
    )
    cache: bool = Field(description="Keep what was read from pixels in the user's cache folder, by content.")


class Forms(Group):
    """Which forms are known."""

    extra: tuple[Path, ...] = Field(
        description="Further form files, or folders of them. In a file, relative to that file; in the environment, "
        "separated like PATH."
    )


class Output(Group):
    """What a run writes beside its records."""

    html: bool = Field(description="`index.html` and a page a report.")
    excel: bool = Field(description="`fields.xlsx` and `review.xlsx`.")
    parquet: bool = Field(description="`fields.parquet` and `checks.parquet`.")


class Settings(Group):
    """All settings."""

    limits: Limits
    accept: Accept
    tables: Tables
    topics: Topics
    ocr: Ocr
    forms: Forms
    output: Output


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value came from: `name` is a file, a variable or a flag, empty for a default."""

    layer: Layer
    name: str = ""


@dataclass(frozen=True, slots=True)
class Resolved:
    """The settings, and for each dotted key where its value came from."""

    settings: Settings
    origins: Mapping[str, Origin]

    def values(self) -> dict[str, object]:
        """Each value by its dotted key, in printed order."""
        return {key: getattr(getattr(self.settings, group), name) for key, group, name in _dotted()}


def resolve_settings(
    *,
    file: Path | None = None,
    environment: Mapping[str, str] | None = None,
    flags: Mapping[str, object] | None = None,
    folder: Path | None = None,
) -> Resolved:
    """The settings from all layers.

    Args:
        file: a settings file; without it the one that `GONGKAI_CONFIG` names, else `gongkai.yaml` in `folder`.
        environment: variables, by default those of the process.
        flags: values by dotted key; None means that the flag was not given.
        folder: where the program was called, by default the working directory.

    Raises:
        ConfigError: a layer has an unknown name or a value that cannot be; the message says where.
    """
    environment = os.environ if environment is None else environment
    folder = Path.cwd() if folder is None else folder
    values: dict[str, object] = dict(_from_defaults())
    origins = dict.fromkeys(values, Origin("default"))
    for layer in (
        _from_file(_settings_file(file, environment, folder)),
        _from_environment(environment, folder),
        _from_flags(flags or {}, folder),
    ):
        for key, value, origin in layer:
            values[key], origins[key] = value, origin
    return Resolved(settings=_build(values), origins=origins)


@cache
def default_settings() -> Settings:
    """The settings of `configs/default.yaml` alone."""
    return _build(_from_defaults())


def setting_keys() -> tuple[str, ...]:
    """The dotted key of every setting, in printed order."""
    return tuple(key for key, _, _ in _dotted())


def setting_field(key: str) -> FieldInfo:
    """Type, limits and description of the setting `key`."""
    group, _, name = key.partition(".")
    return _group(group).model_fields[name]


def variable_name(key: str) -> str:
    """The environment variable of the setting `key`."""
    return PREFIX + key.replace(".", "_").upper()


def _dotted() -> Iterator[tuple[str, str, str]]:
    for group in Settings.model_fields:
        for name in _group(group).model_fields:
            yield f"{group}.{name}", group, name


def _group(name: str) -> type[Group]:
    model: Any = Settings.model_fields[name].annotation
    return cast(type[Group], model)


def _build(values: Mapping[str, object]) -> Settings:
    groups: dict[str, dict[str, object]] = {}
    for key, group, name in _dotted():
        groups.setdefault(group, {})[name] = values[key]
    return Settings.model_validate(groups)


@cache
def _from_defaults() -> Mapping[str, object]:
    path = asset("configs", "default.yaml")
    values = {key: value for key, value, _ in _from_file(path)}
    missing = [key for key in setting_keys() if key not in values]
    if missing:
        raise ConfigError(f"{path}: no default for {', '.join(missing)}")
    return values


def _settings_file(file: Path | None, environment: Mapping[str, str], folder: Path) -> Path | None:
    if file is not None:
        return file
    if environment.get(FILE_VARIABLE):
        return folder / environment[FILE_VARIABLE]
    beside = folder / FILE_NAME
    return beside if beside.is_file() else None


def _from_file(path: Path | None) -> Iterator[tuple[str, object, Origin]]:
    if path is None:
        return
    document = _load_yaml(path)
    origin = Origin("file", str(path))
    for group, content in document.items():
        where = f"{path}:{_line(document, group)}"
        if group not in Settings.model_fields:
            raise ConfigError(f"{where}: {_unknown(str(group), tuple(Settings.model_fields), 'group of settings')}")
        if content is None:  # all its lines are commented out
            continue
        if not isinstance(content, Mapping):
            raise ConfigError(f"{where}: {group}: put its settings under it, as in `{group}: {{NAME: VALUE}}`")
        for name, value in content.items():
            key, where = f"{group}.{name}", f"{path}:{_line(content, name)}"
            if key not in setting_keys():
                raise ConfigError(f"{where}: {_unknown(key, setting_keys(), 'setting')}")
            try:  # as JSON, where strict still takes a list for a tuple and a string for a path
                checked = _kind(key).validate_json(json.dumps(value, default=str), strict=True)
            except ValidationError as error:
                raise _refusal(where, key, error) from error
            yield key, _anchored(checked, path.parent), origin


def _load_yaml(path: Path) -> Any:
    try:
        document = YAML(typ="rt").load(path.read_text(encoding="utf-8"))  # round trip keeps the line of every key
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ConfigError(f"{path}:{line}: not YAML: {error.problem or error}") from error
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: the settings file cannot be read: {error}") from error
    if document is None:
        return {}
    if not isinstance(document, Mapping):
        raise ConfigError(f"{path}:1: a settings file holds groups of settings, such as `limits: {{max_pages: 500}}`")
    return document


def _from_environment(environment: Mapping[str, str], folder: Path) -> Iterator[tuple[str, object, Origin]]:
    keys = {variable_name(key): key for key in setting_keys()}
    for variable in sorted(environment):
        if not variable.startswith(PREFIX) or variable in RESERVED:
            continue
        if variable not in keys:
            raise ConfigError(_unknown(variable, tuple(keys), "variable"))
        yield (
            keys[variable],
            _from_text(variable, keys[variable], environment[variable], folder),
            Origin("environment", variable),
        )


def _from_flags(flags: Mapping[str, object], folder: Path) -> Iterator[tuple[str, object, Origin]]:
    for key, value in flags.items():
        if value is None:
            continue
        if key not in setting_keys():
            raise ConfigError(_unknown(key, setting_keys(), "setting"))
        yield key, _from_text("flag", key, value, folder), Origin("flag", key)


def _from_text(where: str, key: str, value: object, folder: Path) -> object:
    """A value given as text, as people write it in a shell: `no` is false, paths are separated like PATH."""
    if isinstance(value, str) and setting_field(key).annotation == tuple[Path, ...]:
        value = tuple(part for part in value.split(os.pathsep) if part)
    try:
        return _anchored(_kind(key).validate_python(value), folder)
    except ValidationError as error:
        raise _refusal(where, key, error) from error


@cache
def _kind(key: str) -> TypeAdapter[Any]:
    field = setting_field(key)
    kind: Any = Annotated[field.annotation, field]
    return TypeAdapter(kind)


def _refusal(where: str, key: str, error: ValidationError) -> ConfigError:
    return ConfigError(f"{where}: {key}: {error.errors()[0]['msg']}")


def _anchored(value: object, folder: Path) -> object:
    if isinstance(value, tuple):
        return tuple(folder / part if isinstance(part, Path) else part for part in value)
    return folder / value if isinstance(value, Path) else value


def _line(node: Any, key: object) -> int:
    return int(node.lc.key(key)[0]) + 1


def _unknown(name: str, known: tuple[str, ...], what: str) -> str:
    close = get_close_matches(name, known, n=1)
    hint = f"; did you mean {close[0]}?" if close else "."
    return f"no {what} is called {name}{hint} Known are {', '.join(known)}"

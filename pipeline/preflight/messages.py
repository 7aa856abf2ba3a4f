"""The wording of the rules, in both languages, out of configs/messages.yaml."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from pydantic import BaseModel, ConfigDict, ValidationError
from ruamel.yaml import YAML

from pipeline.assets import asset
from pipeline.errors import ConfigError
from pipeline.preflight.finding import Language
from pipeline.preflight.hit import Said, Term

PLACE = re.compile(r"\{(\w+)\}")
JOINED = {"zh": "、", "en": ", "}


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Wording(_Data):
    """The same thing said in both languages; `{names}` are filled in."""

    zh: str
    en: str

    def places(self, language: Language) -> frozenset[str]:
        """The names that are to be filled in."""
        return frozenset(PLACE.findall(self.zh if language == "zh" else self.en))


class CodeWording(_Data):
    """All that is said of one code."""

    title: Wording
    says: Wording
    why: Wording
    mend: Wording
    hints: dict[str, Wording] = {}


class Messages(_Data):
    """The whole file."""

    groups: dict[str, Wording]
    words: dict[str, Wording]
    codes: dict[str, CodeWording]

    def word(self, name: str, language: Language, **values: Said) -> str:
        """A word of the page or of a rule's values."""
        return self.fill(self.words[name], values, language)

    def fill(self, wording: Wording, values: Mapping[str, Said], language: Language) -> str:
        """The wording with its places filled; braces in a value are printed as they are."""
        text = wording.zh if language == "zh" else wording.en
        return PLACE.sub(lambda match: self._said(values[match.group(1)], language), text)

    def _said(self, value: Said, language: Language) -> str:
        if isinstance(value, tuple):
            return JOINED[language].join(self._said(part, language) for part in value)
        if isinstance(value, Term):
            return self.word(value, language)
        if isinstance(value, float) and value == int(value):
            return str(int(value))
        return str(value)


@cache
def load_messages() -> Messages:
    """The messages that come with the program.

    Raises:
        ConfigError: the file lacks something; the installation is damaged.
    """
    path = asset("configs", "messages.yaml")
    try:
        return Messages.model_validate(YAML(typ="safe").load(path.read_text(encoding="utf-8")))
    except ValidationError as error:
        first = error.errors()[0]
        raise ConfigError(f"{path}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from error

"""Training of the section classifier: spaCy's own training loop over composed paragraphs."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path
from random import Random
from typing import IO, TYPE_CHECKING

from pipeline.assets import asset
from pipeline.engines.spacy_topics import prepare
from pipeline.errors import ConfigError
from pipeline.training.section_text import SECTION_KEYS, compose_paragraphs, read_wording

if TYPE_CHECKING:
    import opencc
    from spacy.language import Language
    from spacy.training import Example

READER = "gongkai.composed_paragraphs.v1"
# Shares of the paragraphs that are written in traditional characters, and in Taiwan's words besides.
SCRIPTS = {"s2t": 0.1, "s2twp": 0.25}


def train_sections(folder: Path, *, log: IO[str], config: Path | None = None) -> Path:
    """Train the classifier and write it to `folder`/model; returns that path.

    `config` is a spaCy configuration, by default `configs/sections.cfg`; `log` gets a line an evaluation.

    Raises:
        ConfigError: the configuration or the training text is wrong.
    """
    from confection import ConfigValidationError
    from spacy.training.initialize import init_nlp
    from spacy.training.loop import train
    from spacy.util import load_config

    _register()
    overrides = {"paths.text": str(asset("models", "sections", "text"))}
    try:
        settings = load_config(config or asset("configs", "sections.cfg"), overrides=overrides, interpolate=False)
        nlp = init_nlp(settings)
    except (ConfigValidationError, OSError, ValueError) as error:
        raise ConfigError(f"the training configuration is wrong: {error}") from error
    train(nlp, None, stdout=log, stderr=log)
    target = folder / "model"
    if target.exists():
        shutil.rmtree(target)
    _label(nlp)
    target.parent.mkdir(parents=True, exist_ok=True)
    nlp.to_disk(target)
    return target


def _register() -> None:
    """Give spaCy the reader that the configuration names."""
    from spacy.training import Example
    from spacy.util import registry

    def reader(text: str, each: int, seed: int) -> Callable[[Language], Iterator[Example]]:
        wording = read_wording(Path(text))

        def examples(nlp: Language) -> Iterator[Example]:
            random = Random(seed)
            for paragraph, key in compose_paragraphs(wording, each=each, seed=seed):
                document = nlp.make_doc(prepare(_script(paragraph, random)))
                yield Example.from_dict(document, {"cats": {other: float(other == key) for other in SECTION_KEYS}})

        return examples

    registry.readers.register(READER, func=reader)


def _script(text: str, random: Random) -> str:
    """The text in one of the scripts that reports are written in."""
    draw = random.random()
    for script, share in SCRIPTS.items():
        if draw < share:
            converted: str = _converter(script).convert(text)
            return converted
        draw -= share
    return text


@cache
def _converter(script: str) -> opencc.OpenCC:
    import opencc

    return opencc.OpenCC(script)


def _label(nlp: Language) -> None:
    """Say what the artefact is; what belongs to the machine that trained it is no part of it."""
    nlp.config["paths"]["text"] = None
    nlp.meta.pop("performance", None)
    nlp.meta.update(
        name="gongkai_sections",
        version=version("gongkai"),
        description="What a paragraph of an annual report on government information disclosure is about",
        license="Apache-2.0",
        spacy_version=">=3.8,<3.9",
    )

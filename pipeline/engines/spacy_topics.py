"""What paragraphs are about, by the spaCy classifier in `models/sections`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.assets import asset
from pipeline.errors import SetupError
from pipeline.text.normalise import simplify, squeeze

if TYPE_CHECKING:
    from spacy.language import Language

FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
LATIN = re.compile(r"[A-Za-z][A-Za-z@:/._-]*")
# A paragraph says within this many characters what it is about; the rest of a very long one costs time only.
LONGEST = 1200
NOTHING = "x"  # spaCy's sparse models cannot take a document without a token


class SpacyTopics:
    """The classifier of `models/sections`, loaded when it is first asked."""

    def __init__(self, *, model: Path | None = None) -> None:
        """Use the trained pipeline in the folder `model` instead of the one that is installed."""
        self._folder = model

    @cached_property
    def _nlp(self) -> Language:
        import spacy

        try:
            return spacy.load(self._folder or asset("models", "sections", "model"))
        except (OSError, ValueError) as error:
            raise SetupError(
                f"the section classifier cannot be loaded ({error}); run `gongkai train sections`"
            ) from error

    def topics(self, texts: Sequence[str]) -> list[tuple[str, float]]:
        """For each text the section key that it is about, with a probability.

        Raises:
            SetupError: the model is missing or was made by another spaCy.
        """
        if not texts:
            return []
        documents = self._nlp.pipe([prepare(text) or NOTHING for text in texts], batch_size=64)
        return [max(document.cats.items(), key=lambda item: item[1]) for document in documents]


def prepare(text: str) -> str:
    """The text as the classifier is trained on it: simplified, unspaced, one digit a figure, one letter a word."""
    plain = squeeze(simplify(text))[:LONGEST]
    return LATIN.sub("x", FIGURE.sub("0", plain)).strip()

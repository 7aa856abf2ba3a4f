"""The table of engines: name -> "module:Class". A class is imported when it is first asked for."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from pipeline.errors import ConfigError

READERS = {
    "pdf": "pipeline.engines.pdfplumber_reader:PdfplumberReader",
    "docx": "pipeline.engines.docx_reader:DocxReader",
    "html": "pipeline.engines.html_reader:HtmlReader",
    "image": "pipeline.engines.image_reader:ImageReader",
    "txt": "pipeline.engines.text_reader:TextReader",
}
# Makes a .docx of what no reader reads; a context manager that keeps the copies until it is left.
CONVERTERS = {"libreoffice": "pipeline.engines.libreoffice:LibreOffice"}
TABLE_FINDERS = {"camelot": "pipeline.engines.camelot_finder:CamelotFinder"}
PHRASE_FINDERS = {"spacy": "pipeline.engines.spacy_prose:SpacyProse"}
TOPIC_CLASSIFIERS = {"spacy": "pipeline.engines.spacy_topics:SpacyTopics"}
CELL_READERS = {
    "paddleocr": "pipeline.engines.ocr.paddle_cells:PaddleCells",
    "rapidocr": "pipeline.engines.ocr.rapid_cells:RapidCells",
    "digits": "pipeline.engines.ocr.digit_cells:DigitCells",
    "recorded": "pipeline.engines.ocr.recorded:RecordedCells",
}
PAGE_READERS = {
    "paddleocr": "pipeline.engines.ocr.paddle_pages:PaddlePages",
    "rapidocr": "pipeline.engines.ocr.rapid_pages:RapidPages",
    "recorded": "pipeline.engines.ocr.recorded:RecordedPages",
}
ORIENTATION_FINDERS = {"rapid": "pipeline.engines.ocr.orientation:Orientation"}


def engine(table: dict[str, str], name: str, **options: object) -> Any:
    """A new engine of that name, made with `options`.

    Raises:
        ConfigError: no engine has that name; the message lists the known ones.
    """
    if name not in table:
        raise ConfigError(f"no engine {name!r}; known are {', '.join(sorted(table))}")
    module, _, attribute = table[name].partition(":")
    return getattr(import_module(module), attribute)(**options)

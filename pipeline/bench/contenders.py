"""Programs that read the same pages, each in a process of its own: `python -m pipeline.bench.contenders NAME FILE...`.

Each is one thread, loads and warms up on a page of its own, and is then timed. What it prints is JSON: pages, CPU
seconds, CPU seconds to load, and the most memory that the process held, in megabytes.
"""

from __future__ import annotations

import json
import logging
import resource
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]

MEGABYTE = 1024.0  # kilobytes, in which Linux counts
Work = Callable[[], int]  # reads everything, gives the number of pages


def ours(files: Sequence[Path]) -> Work:
    """This pipeline, file to record, without what it kept of earlier runs.

    The whole of it counts: drawing pages, cleaning, tables, prose, sums, record.
    """
    from pipeline.run import kit_for, read
    from pipeline.schema import Report
    from pipeline.settings import default_settings
    from pipeline.synth import Order, draw

    settings = default_settings()
    kit = kit_for(settings.model_copy(update={"ocr": settings.ocr.model_copy(update={"cache": False})}))
    assert kit.eyes is not None
    kit.eyes.read(_raster(_warm_up_page()), 1)
    kit.eyes.grids.cells.read_figures([_warm_up_page()[240:310, 190:560]])
    for form in kit.forms:
        text = draw(0, Order(kind="txt", form=form))
        warm = Path(_folder()) / text.name
        warm.write_bytes(text.content)
        read(warm, kit=kit)

    def work() -> int:
        pages = 0
        for file in files:
            report = read(file, kit=kit)
            if isinstance(report, Report):
                pages += report.source.pages or 1
            else:
                raise SystemExit(f"{file} cannot be read: {report.message}")
        return pages

    return work


def rapidocr(files: Sequence[Path]) -> Work:
    """RapidOCR as it comes: text only, onnxruntime."""
    return _rapid(files, {})


def rapidocr_openvino(files: Sequence[Path]) -> Work:
    """RapidOCR on OpenVINO, else as it comes."""
    from rapidocr import EngineType

    return _rapid(files, {"Det.engine_type": EngineType.OPENVINO, "Rec.engine_type": EngineType.OPENVINO})


def paddleocr(files: Sequence[Path]) -> Work:
    """PaddleOCR's own pipeline on onnxruntime with the small weights, its three optional models off."""
    from pipeline.engines.ocr.paddle_library import ONE_THREAD
    from pipeline.engines.ocr.paddle_library import paddleocr as library
    from pipeline.engines.ocr.paddle_models import DETECTORS, RECOGNISERS, bundled, model_folder

    weights = "PP-OCRv6_small"
    finder, reader = bundled(DETECTORS, weights), bundled(RECOGNISERS, weights)
    with model_folder(finder) as det, model_folder(reader) as rec:
        engine = library().PaddleOCR(
            text_detection_model_name=finder.model,
            text_detection_model_dir=str(det),
            text_recognition_model_name=reader.model,
            text_recognition_model_dir=str(rec),
            use_doc_orientation_classify=False,
            use_doc_unwarping=False,
            use_textline_orientation=False,
            engine="onnxruntime",
            engine_config=ONE_THREAD,
        )
    return _page_by_page(files, engine.predict)


def img2table(files: Sequence[Path]) -> Work:
    """img2table with RapidOCR: the tables of the page, with or without rules."""
    return _page_by_page(files, img2table_engine())


def img2table_engine() -> Callable[[Pixels], list[list[list[tuple[tuple[int, int, int, int], str | None]]]]]:
    """Gives the tables of a page: rows of cells, each its box in pixels and its text."""
    import cv2
    from img2table.document import Image
    from img2table.ocr import RapidOCR
    from rapidocr import LangRec

    ocr = RapidOCR(params={**_one_thread(), "Rec.lang_type": LangRec.CH})

    def look(page: Pixels) -> list[list[list[tuple[tuple[int, int, int, int], str | None]]]]:
        encoded = cv2.imencode(".png", page)[1].tobytes()
        tables = Image(encoded).extract_tables(ocr=ocr, implicit_rows=False, borderless_tables=True)
        return [[[(_sides(cell.bbox), cell.value) for cell in row] for row in one.content.values()] for one in tables]

    return look


def _sides(box: Any) -> tuple[int, int, int, int]:
    return int(box.x1), int(box.y1), int(box.x2), int(box.y2)


CONTENDERS = {
    "gongkai": ours,
    "rapidocr": rapidocr,
    "rapidocr-openvino": rapidocr_openvino,
    "paddleocr": paddleocr,
    "img2table": img2table,
}


def measure(name: str, files: Sequence[Path]) -> dict[str, float]:
    """What reading the files costs with the program of that name, in this process."""
    import cv2

    cv2.setNumThreads(1)
    logging.disable(logging.WARNING)
    started = time.process_time()
    work = CONTENDERS[name](files)
    loaded = time.process_time()
    pages = work()
    return {
        "pages": pages,
        "seconds": time.process_time() - loaded,
        "load": loaded - started,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGABYTE,
    }


def _rapid(files: Sequence[Path], params: dict[str, Any]) -> Work:
    from rapidocr import RapidOCR

    engine = RapidOCR(params={**_one_thread(), **params})
    return _page_by_page(files, engine)


def _one_thread() -> dict[str, Any]:
    return {
        "Global.log_level": "error",
        "EngineConfig.onnxruntime.intra_op_num_threads": 1,
        "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        "EngineConfig.openvino.inference_num_threads": 1,
    }


def _page_by_page(files: Sequence[Path], look: Callable[[Pixels], object]) -> Work:
    """Reading pages that are drawn already: drawing them is not counted."""
    look(_warm_up_page())
    pages = [page for file in files for page in _drawn(file)]

    def work() -> int:
        for page in pages:
            look(page)
        return len(pages)

    return work


def _drawn(file: Path) -> list[Pixels]:
    from pipeline.engines.rendering import draw, page_sizes
    from pipeline.stages.identify import identify
    from pipeline.types.raster import Raster

    source = identify(file, name=file.name)
    pages = draw(source, range(1, len(page_sizes(source)) + 1))
    return [raster.pixels for _, raster in pages if isinstance(raster, Raster)]


def _warm_up_page() -> Pixels:
    """A page with a few words, so that what is loaded late is loaded."""
    import cv2
    import numpy as np

    page = np.full((2339, 1654, 3), 255, np.uint8)
    for row in range(5):
        cv2.putText(page, "PAGE 2024", (200, 300 + 100 * row), cv2.FONT_HERSHEY_SIMPLEX, 2.0, (0, 0, 0), 3)
    return page


def _raster(page: Pixels) -> Any:
    from pipeline.types.raster import Raster

    return Raster(page, 200.0)


def _folder() -> str:
    import tempfile

    return tempfile.mkdtemp(prefix="gongkai-bench-")


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1], [Path(name) for name in sys.argv[2:]])))

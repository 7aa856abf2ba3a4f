"""Picture files: how many pages they have and how large these are. What stands on them is for eyes."""

from __future__ import annotations

from pipeline.engines.picture_files import Frame, list_frames
from pipeline.errors import DocumentError
from pipeline.schema import Box, Remark
from pipeline.types.page import Page, Region, Transcript
from pipeline.types.source import SourceFile


class ImageReader:
    """Reads the headers of pictures: each of them, and each page of a TIFF, is a page that only OCR can read."""

    def __init__(self, *, max_pages: int = 1_000, max_file_mb: float = 500.0) -> None:
        self._pages, self._bytes = max_pages, int(max_file_mb * 1_000_000)

    def read(self, source: SourceFile) -> Transcript:
        """Pages without blocks; one that cannot be opened is unread and said in a remark.

        Raises:
            DocumentError: too_large; or damaged or truncated, where no page can be opened.
        """
        if source.size > self._bytes:
            raise DocumentError("too_large", f"the pictures are larger than {self._bytes:,} bytes", kind="image")
        frames = list_frames(source.files, most=self._pages)
        errors = [frame for frame in frames if isinstance(frame, DocumentError)]
        if len(errors) == len(frames):
            raise errors[0] if errors else DocumentError("no_pages", "the file holds no picture", kind="image")
        pages = tuple(_page(number, frame) for number, frame in enumerate(frames, 1))
        remarks = tuple(
            Remark(code="damaged_page", message=frame.message, page=number)
            for number, frame in enumerate(frames, 1)
            if isinstance(frame, DocumentError)
        )
        return Transcript(pages, remarks)


def _page(number: int, frame: Frame | DocumentError) -> Page:
    if isinstance(frame, DocumentError):
        return Page(number, 0, 0, (), (Region(number, Box(0, 0, 0, 0), "damaged"),))
    width, height = frame.size
    return Page(number, width, height, (), (Region(number, Box(0, 0, width, height), "picture"),))

"""Content streams, unpacked with an eye on what is lost: pdfminer gives an empty stream where one is damaged."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from pipeline.engines.pdf_recorder import TooLarge

if TYPE_CHECKING:
    from pdfminer.pdftypes import PDFStream

FLATE = ("FlateDecode", "Fl")
HEADER, DEFLATE = 2, 8  # bytes before the packed data, and the method that they name (RFC 1950)


def unpack(stream: PDFStream, *, most: int) -> bool:
    """Unpack a stream into its `data`; False if a part of it is lost.

    Streams with other filters than one Flate, and encrypted ones, are left to pdfminer.

    Raises:
        TooLarge: there are more than `most` bytes in it.
    """
    raw = stream.rawdata
    filters = [(str(getattr(name, "name", "")), parameters) for name, parameters in stream.get_filters()]
    if stream.data is not None or raw is None or stream.decipher is not None or len(filters) != 1:
        return True
    name, parameters = filters[0]
    if name not in FLATE or (parameters and "Predictor" in parameters):
        return True
    if len(raw) < HEADER or raw[0] & 15 != DEFLATE:
        return False
    packed = zlib.decompressobj(-zlib.MAX_WBITS)  # without header and checksum: the end of the data is marked in it
    try:
        data = packed.decompress(raw[HEADER:], most + 1)
    except zlib.error:
        return False
    if len(data) > most:
        raise TooLarge("bytes")
    stream.data, stream.rawdata = data, None
    checksum = packed.unused_data[:4]
    wrong = len(checksum) == 4 and int.from_bytes(checksum, "big") != zlib.adler32(data)
    return packed.eof and not wrong

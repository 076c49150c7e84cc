"""Takes an answer's body off the wire piece by piece, so that no answer can fill the memory."""

import zlib
from collections.abc import Callable, Iterator

import httpx

from ppm_desktop.domain.errors import BrokenAnswer, ShopTimeout
from ppm_desktop.prestashop import xml

PIECE_BYTES = 64 * 1024


def read_body(response: httpx.Response, max_bytes: int, overdue: Callable[[], bool]) -> bytes:
    """The decoded body of ``response``, refused as soon as it grows over ``max_bytes``.

    Args:
        overdue: Asked after each piece; true when the whole answer has taken too long.

    Raises:
        BrokenAnswer: too large, or not the compression it says it is.
        ShopTimeout: overdue; a shop that trickles bytes never runs into the read timeout.
    """
    pieces: list[bytes] = []
    size = 0
    for piece in _decoded(response):
        size += len(piece)
        if size > max_bytes:
            raise _too_large(max_bytes)
        if overdue():
            raise ShopTimeout("the answer came too slowly", code="timeout")
        pieces.append(piece)
    return b"".join(pieces)


def _decoded(response: httpx.Response) -> Iterator[bytes]:
    """Pieces of at most `PIECE_BYTES`: httpx would inflate a bomb's whole piece before anybody could count it."""
    encoding = response.headers.get("content-encoding", "identity").strip().lower()
    if response.is_stream_consumed:
        # A transport may hand over an answer that it has read (and inflated) already.
        yield response.content
    elif encoding in ("gzip", "x-gzip"):
        yield from _inflated(response.iter_raw(PIECE_BYTES))
    elif encoding in ("identity", ""):
        yield from response.iter_raw(PIECE_BYTES)
    else:
        raise BrokenAnswer(f"compression {encoding[:20]!r} was not asked for", code=xml.CODE)


def _inflated(raw: Iterator[bytes]) -> Iterator[bytes]:
    inflater = zlib.decompressobj(wbits=16 + zlib.MAX_WBITS)
    began = False
    try:
        for piece in raw:
            began = began or bool(piece)
            waiting = piece
            while waiting:
                yield inflater.decompress(waiting, PIECE_BYTES)
                waiting = inflater.unconsumed_tail
        yield inflater.flush()
    except zlib.error as error:
        raise BrokenAnswer(f"gzip: {error}", code=xml.CODE) from error
    if began and not inflater.eof:
        raise BrokenAnswer("gzip: cut off", code=xml.CODE)


def _too_large(max_bytes: int) -> BrokenAnswer:
    error = BrokenAnswer(f"the answer is larger than {max_bytes // 2**20} MB", code=xml.CODE)
    error.retryable = False
    return error

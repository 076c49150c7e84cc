"""How each fault looks on the wire."""

import threading
from collections.abc import Callable, Iterator, Mapping

from waitress.channel import ClientDisconnected

from ppm_desktop.practice.answers import Reply, php_died, refused, shop_front, to_shop_front
from ppm_desktop.practice.faults import Fault, FaultKind
from ppm_desktop.practice.refusals import BadRequest, php_warning
from ppm_desktop.practice.rendering import HEAD

HUGE_BYTES = 50 * 1024 * 1024
_WARNING_PAGE = (
    '<br />\n<b>Warning</b>:  Undefined array key "id_lang" in'
    " <b>/var/www/html/modules/example/example.php</b> on line <b>118</b><br />\n"
)
_OFF = "The PrestaShop webservice is disabled. Please activate it in the PrestaShop Back Office"
_BOMB_LEVELS = 9


def instead_of_answer(fault: Fault, home: str, stop: threading.Event, *, as_json: bool) -> Reply | None:
    """What is answered before the shop does any work; None when the work is done all the same.

    ``home`` is the shop's own address; hanging ends early when the shop stops.
    """
    if fault.kind in {FaultKind.TIMEOUT, FaultKind.SLOW}:
        stop.wait(fault.lasts_s)
        return None
    if fault.kind is FaultKind.DROPPED:
        # The server closes the socket without a byte, as if the peer had gone.
        raise ClientDisconnected
    if fault.kind is FaultKind.REDIRECT:
        return to_shop_front(home)
    make = _REPLIES.get(fault.kind)
    return make(fault, as_json) if make else None


def after_answer(fault: Fault, reply: Reply) -> Reply:
    """The answer as the fault leaves it."""
    body = reply.body.encode() if isinstance(reply.body, str) else reply.body
    if isinstance(body, bytes) and fault.kind is FaultKind.PHP_WARNING:
        reply.body = _WARNING_PAGE.encode() + body
    elif isinstance(body, bytes) and fault.kind is FaultKind.TRUNCATED_XML:
        reply.body = body[: len(body) * 2 // 3]
        reply.hashed = False
    return reply


def webservice_off(*, as_json: bool) -> Reply:
    """503, code 22."""
    return refused(BadRequest(503, (22, _OFF)), as_json=as_json, known_key=False)


def _wrong_key(_fault: Fault, as_json: bool) -> Reply:
    problems = (20, "Authentification key is not active"), (21, "No permission for this authentication key")
    return refused(BadRequest(401, *problems), as_json=as_json, known_key=False)


def _off(_fault: Fault, as_json: bool) -> Reply:
    return webservice_off(as_json=as_json)


def _page(_fault: Fault, _as_json: bool) -> Reply:
    return shop_front()


def _busy(fault: Fault, _as_json: bool) -> Reply:
    status = 429 if fault.kind is FaultKind.HTTP_429 else 503
    reply = php_died()
    reply.status, reply.body = status, f"<html><body><h1>{status}</h1></body></html>\n"
    reply.headers["Retry-After"] = f"{fault.lasts_s:g}"
    return reply


def _php_error(_fault: Fault, as_json: bool) -> Reply:
    warning = php_warning("Undefined array key 1", 1485)
    return refused(BadRequest(500, warning), as_json=as_json)


def _bomb(_fault: Fault, _as_json: bool) -> Reply:
    repeated = ((level, f"&b{level - 1};" * 10) for level in range(1, _BOMB_LEVELS + 1))
    entities = "".join(f'<!ENTITY b{level} "{text}">\n' for level, text in repeated)
    doctype = f'<!DOCTYPE prestashop [\n<!ENTITY b0 "bum">\n{entities}]>\n'
    body = f"<prestashop><products><product><id>1</id><name>&b{_BOMB_LEVELS};</name></product></products></prestashop>"
    return Reply(200, f'<?xml version="1.0" encoding="UTF-8"?>\n{doctype}{body}\n')


def _huge(_fault: Fault, _as_json: bool) -> Reply:
    return Reply(200, _endless())


def _endless() -> Iterator[bytes]:
    yield f"{HEAD}<products>\n".encode()
    row = b"<product><id><![CDATA[1]]></id><reference><![CDATA[" + b"X" * 1000 + b"]]></reference></product>\n"
    piece = row * 64
    for _ in range(HUGE_BYTES // len(piece) + 1):
        yield piece
    yield b"</products>\n</prestashop>\n"


_REPLIES: Mapping[FaultKind, Callable[[Fault, bool], Reply]] = {
    FaultKind.WRONG_KEY: _wrong_key,
    FaultKind.WEBSERVICE_OFF: _off,
    FaultKind.HTML_PAGE: _page,
    FaultKind.HTTP_429: _busy,
    FaultKind.HTTP_503: _busy,
    FaultKind.HTTP_500: _php_error,
    FaultKind.ENTITY_BOMB: _bomb,
    FaultKind.HUGE_ANSWER: _huge,
}

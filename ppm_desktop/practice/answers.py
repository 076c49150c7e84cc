"""An answer of the shop before it becomes HTTP, and the headers a real shop sends with it."""

import hashlib
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from werkzeug.wrappers import Response

from ppm_desktop.practice.refusals import BadRequest
from ppm_desktop.practice.rendering import error_document
from ppm_desktop.practice.rendering_json import error_json

VERSION = "8.2.1"
"""The PrestaShop that is imitated."""

XML_TYPE = "text/xml;charset=utf-8"
JSON_TYPE = "application/json"
HTML_TYPE = "text/html; charset=utf-8"
_PHP = "PHP/8.2.36"
_REALM = (
    'Basic realm="Welcome to PrestaShop Webservice, please enter the authentication key as the login.'
    ' No password required."'
)


@dataclass(slots=True)
class Reply:
    """An answer.

    Attributes:
        body: Text (bytes are in UTF-8 already), or pieces of a body too large to hold.
        content_type: None for answers that have none, such as a 404.
        from_webservice: Carries the webservice's headers; False where only PHP or the shop front speaks.
        version: ``PSWS-Version``; 0 before a key was accepted.
        hashed: Carries ``Content-Sha1``.
    """

    status: int
    body: str | bytes | Iterator[bytes] = ""
    content_type: str | None = XML_TYPE
    from_webservice: bool = True
    version: str = VERSION
    hashed: bool = False
    headers: dict[str, str] = field(default_factory=dict)

    def response(self, started: float, *, head: bool, known_sha1: str | None = None) -> Response:
        """As HTTP; ``started`` is `time.perf_counter` of the request, ``known_sha1`` what the client has already."""
        if not self.from_webservice:
            text = self.body.encode() if isinstance(self.body, str) else self.body
            return _response(self.status, text, self.content_type, {"X-Powered-By": _PHP, **self.headers})
        headers = {
            "Access-Time": str(int(time.time())),
            "X-Powered-By": "PrestaShop Webservice",
            "PSWS-Version": self.version,
            "Execution-Time": f"{time.perf_counter() - started:.3f}",
        }
        body = self.body.encode() if isinstance(self.body, str) else self.body
        if self.hashed and isinstance(body, bytes):
            headers["Content-Sha1"] = hashlib.sha1(body, usedforsecurity=False).hexdigest()
            if known_sha1 == headers["Content-Sha1"]:
                return _response(304, b"", None, headers)
        return _response(self.status, b"" if head else body, self.content_type, {**headers, **self.headers})


def _response(
    status: int, body: bytes | Iterator[bytes], content_type: str | None, headers: dict[str, str]
) -> Response:
    # Bytes get a Content-Length: a real shop sends chunks, but waitress would close the connection after them.
    response = Response([body] if isinstance(body, bytes) else body, status, headers)
    if content_type is None:
        del response.headers["Content-Type"]
    else:
        response.headers["Content-Type"] = content_type
    return response


def refused(error: BadRequest, *, as_json: bool, known_key: bool = True) -> Reply:
    """The answer to a request that is refused."""
    headers = {"WWW-Authenticate": _REALM} if error.status == 401 and not known_key else {}
    return Reply(
        error.status,
        error_json(error.problems) if as_json else error_document(error.problems),
        JSON_TYPE if as_json else XML_TYPE,
        version=VERSION if known_key else "0",
        hashed=error.hashed,
        headers=headers,
    )


def key_missing() -> Reply:
    """401 in plain text, before the webservice is reached."""
    return Reply(401, "401 Unauthorized", HTML_TYPE, from_webservice=False, headers={"WWW-Authenticate": _REALM})


def php_died() -> Reply:
    """500 without a body."""
    return Reply(500, "", HTML_TYPE, from_webservice=False)


def to_shop_front(location: str) -> Reply:
    """302 to the shop's own pages."""
    return Reply(302, "", HTML_TYPE, from_webservice=False, headers={"Location": location})


def shop_front() -> Reply:
    """A page for customers, where a client expected the webservice."""
    page = (
        '<!doctype html>\n<html lang="pl"><head><title>Sklep ćwiczebny</title></head>'
        "<body><h1>Witamy</h1></body></html>\n"
    )
    return Reply(200, page, HTML_TYPE, from_webservice=False)

"""Says what went wrong, as errors of the domain: by the webservice's own codes first, by HTTP status second."""

import html
import re
import socket
import ssl
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import httpx

from ppm_desktop.domain.errors import (
    BrokenAnswer,
    ConnectionLost,
    ItemGone,
    NotAWebservice,
    ShopAuthError,
    ShopBusy,
    ShopError,
    ShopFault,
    ShopFiltered,
    ShopPermissionError,
    ShopRefused,
    ShopSwitchedOff,
    ShopTimeout,
    ShopTooSmall,
    ShopUnsafe,
)
from ppm_desktop.prestashop import xml

MAX_DETAIL = 300
AUTH_CODES = frozenset({16, 17, 18, 19, 20, 21})
PERMISSION_CODES = frozenset({25, 26, 101})
SWITCHED_OFF_CODE = 22
GONE_CODES = frozenset({87, 92})
PHP_CODES = frozenset(range(2, 12))
"""PHP's own warnings and notices, which the webservice adds to an answer and which hide its true cause."""

_BY_STATUS: Mapping[int, type[ShopError]] = {401: ShopAuthError, 413: ShopTooSmall}
_SENDING = frozenset({"POST", "PUT", "PATCH"})
_BUSY_STATUSES = frozenset({502, 503})
_TIMEOUT_STATUSES = frozenset({408, 504, 522, 524})
_FIELD = re.compile(r'(?:[Pp]roperty \w+->|parameter ")(\w+)')
_PHP_DEATH = re.compile(rb"(?:fatal error|parse error|uncaught \w*(?:exception|error))\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Asked:
    """The request that an answer belongs to.

    Attributes:
        path: Behind ``/api/``: a resource, with an id or without, or empty for the root.
    """

    verb: str
    path: str

    @property
    def resource(self) -> str:
        """What permissions are given for."""
        return self.path.partition("/")[0]

    def __str__(self) -> str:
        return f"{self.verb} {self.path or '/'}"


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer with its body, decoded and within the size limit.

    Attributes:
        version: The ``PSWS-Version`` header; None where something else than the webservice answered.
        location: Where a redirect points to.
        retry_after_s: Seconds the shop asked to wait, None when it did not say.
        took_s: Seconds from the request to the end of the answer.
    """

    asked: Asked
    status: int
    body: bytes
    version: str | None = None
    location: str = ""
    retry_after_s: float | None = None
    took_s: float = 0.0


def error_told(answer: Answer, errors: Sequence[tuple[int, str]]) -> ShopError:
    """The error of an answer with ``<errors>``, given as codes and messages.

    The first code that is not PHP's own names the cause; a failure of PHP alone may pass.
    """
    own = [(code, message) for code, message in errors if code not in PHP_CODES]
    code, message = (own or errors)[0]
    error = _by_code(code, message, answer.asked) if own else ShopFault(cause="php_warning")
    error.code = f"PS {code}"
    error.status = answer.status
    error.ps_codes = tuple(code for code, _ in errors)
    error.detail = _detail(answer, "; ".join(dict.fromkeys(text for _, text in own or errors[:1])))
    return error


def error_of_status(answer: Answer) -> ShopError:
    """The error of an answer that names no cause of its own."""
    status = answer.status
    error: ShopError
    if status in _BY_STATUS:
        error = _BY_STATUS[status]()
    elif status == 403 and answer.version is None and answer.asked.verb in _SENDING:
        error = ShopFiltered()
    elif status in (403, 405):
        error = ShopPermissionError(action=answer.asked.verb, resource=answer.asked.resource)
    elif status == 404 and answer.version is not None:
        error = ItemGone()
    elif status == 429:
        error = _busy(answer, cause="too_many_requests")
    elif status in _BUSY_STATUSES:
        error = _busy(answer)
    elif status in _TIMEOUT_STATUSES:
        error = ShopTimeout(s=f"{answer.took_s:.0f}")
    elif status >= 500 or _PHP_DEATH.search(answer.body[:4096]):
        error = ShopFault()
    elif status >= 400 and answer.version is not None:
        error = ShopRefused()
    else:
        return _not_told(answer)
    error.code = f"HTTP {status}"
    error.status = status
    error.detail = _detail(answer, "" if xml.is_web_page(answer.body) else _text(answer.body))
    return error


def error_of_redirect(answer: Answer) -> NotAWebservice:
    """A redirect is never followed: it leads to the shop's front, whose pages answer 200."""
    return NotAWebservice(
        _detail(answer, f"redirect to {answer.location or '?'}"),
        code="PPM-HTML",
        status=answer.status,
        address=answer.location,
    )


def error_of_foreign_document(answer: Answer, tag: str) -> NotAWebservice:
    """The answer is XML, but of something else than the webservice."""
    return NotAWebservice(_detail(answer, f"<{tag}> instead of <prestashop>"), code="PPM-HTML", status=answer.status)


def error_of_request(error: httpx.RequestError, asked: Asked, timeout_s: float) -> ShopError:
    """The error of a request that brought no answer, or only a part of one."""
    if isinstance(error, httpx.TimeoutException):
        return ShopTimeout(f"{asked}: {type(error).__name__}", code="timeout", s=f"{timeout_s:g}")
    for reason in _reasons(error):
        if isinstance(reason, socket.gaierror):
            return _unsafe(asked, f"name not found ({reason.strerror or reason})", reason.errno == socket.EAI_AGAIN)
        if isinstance(reason, ssl.SSLCertVerificationError):
            return _unsafe(asked, f"certificate refused ({reason.verify_message})", False)
        if isinstance(reason, ssl.SSLError) and not isinstance(reason, ssl.SSLEOFError | ssl.SSLZeroReturnError):
            return _unsafe(asked, f"TLS failed ({reason})", False)
    return ConnectionLost(_shortened(f"{asked}: {type(error).__name__}: {error}"), code="PPM-NET")


def _by_code(code: int, message: str, asked: Asked) -> ShopError:
    if code in AUTH_CODES:
        return ShopAuthError()
    if code in PERMISSION_CODES:
        return ShopPermissionError(action=asked.verb, resource=asked.resource)
    if code == SWITCHED_OFF_CODE:
        return ShopSwitchedOff()
    if code in GONE_CODES:
        return ItemGone()
    field = _FIELD.search(html.unescape(message))
    return ShopRefused(field=field[1]) if field else ShopRefused()


def _busy(answer: Answer, cause: str | None = None) -> ShopBusy:
    error = ShopBusy(cause=cause)
    error.retry_after_s = answer.retry_after_s
    return error


def _not_told(answer: Answer) -> ShopError:
    """What an answer without XML and without a telling status is: a web page, or ours cut to nothing."""
    if answer.version is not None and not xml.is_web_page(answer.body):
        said = _text(answer.body) if answer.body else "empty answer"
        return BrokenAnswer(_detail(answer, said), code=xml.CODE, status=answer.status)
    return NotAWebservice(_detail(answer, _page_title(answer.body)), code="PPM-HTML", status=answer.status)


def _unsafe(asked: Asked, why: str, may_pass: bool) -> ShopUnsafe:
    error = ShopUnsafe(_shortened(f"{asked}: {why}"), code="DNS/TLS")
    error.retryable = may_pass
    return error


def _reasons(error: BaseException) -> Iterator[BaseException]:
    """``error`` and everything it was raised from."""
    seen: set[int] = set()
    reason: BaseException | None = error
    while reason is not None and id(reason) not in seen:
        seen.add(id(reason))
        yield reason
        reason = reason.__cause__ or reason.__context__


def _page_title(body: bytes) -> str:
    title = re.search(rb"<title[^>]*>(.*?)</title>", body[:8192], re.IGNORECASE | re.DOTALL)
    if title is not None:
        return f'web page "{_text(title[1])}"'
    return "web page" if xml.is_web_page(body) else _text(body) or "empty answer"


def _text(raw: bytes) -> str:
    return re.sub(r"<[^>]*>", " ", raw[:2000].decode("utf-8", "replace"))


def _detail(answer: Answer, said: str) -> str:
    return _shortened(f"{answer.asked}: HTTP {answer.status} {html.unescape(said)}")


def _shortened(text: str) -> str:
    text = " ".join("".join(one if one.isprintable() else " " for one in text).split())
    return text if len(text) <= MAX_DETAIL else text[: MAX_DETAIL - 1] + "…"

"""The webservice as a WSGI application: who asks for what, and which answer that gets."""

import re
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map, Rule
from werkzeug.wrappers import Request

from ppm_desktop.practice import answers
from ppm_desktop.practice.access import Access, NoKey, authenticate
from ppm_desktop.practice.answers import JSON_TYPE, Reply
from ppm_desktop.practice.catalogue import Catalogue
from ppm_desktop.practice.costs import Bill, Till
from ppm_desktop.practice.describing import METHODS
from ppm_desktop.practice.disturbances import after_answer, instead_of_answer
from ppm_desktop.practice.faults import Fault, FaultKind, Faults
from ppm_desktop.practice.refusals import BadRequest, FatalError, NothingThere
from ppm_desktop.practice.resources import IMAGES, RESOURCE_NAMES, RESOURCES
from ppm_desktop.practice.service import Service

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

_ROUTES = Map(
    [
        Rule("/api", endpoint="api", defaults={"path": ""}),
        Rule("/api/<path:path>", endpoint="api"),
    ],
    strict_slashes=False,
    merge_slashes=False,
    redirect_defaults=False,
)
_SECRET = re.compile(r"(ws_key=)[^&]*")
_ALL_SHOPS = frozenset({"1", "all"})


@dataclass(frozen=True, slots=True)
class Shop:
    """What the application is told about its shop.

    Attributes:
        address: The shop's own address without a slash at its end, such as ``http://127.0.0.1:8099``.
        hosts: Values of ``Host`` it answers to; others are sent to the shop front.
    """

    address: str
    hosts: frozenset[str]
    name: str
    keys: Mapping[str, Access]


class Webservice:
    """The application.

    Attributes:
        log: Called with method and path (keys blotted out) as each request arrives.
    """

    def __init__(
        self,
        shop: Shop,
        catalogue: Catalogue,
        faults: Faults,
        till: Till,
        stop: threading.Event,
        log: Callable[[str, str], None],
    ) -> None:
        self._shop = shop
        self._catalogue = catalogue
        self._faults = faults
        self._till = till
        self._stop = stop
        self.log = log
        self._service = Service(catalogue, f"{shop.address}/api/", shop.name)

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer one request; called by the server's threads."""
        started = time.perf_counter()
        request = Request(environ)
        query = environ.get("QUERY_STRING", "")
        self.log(request.method, _SECRET.sub(r"\1…", f"{request.path}?{query}" if query else request.path))
        reply = self._reply(request)
        head = request.method == "HEAD"
        known = request.headers.get("Local-Content-Sha1")
        return reply.response(started, head=head, known_sha1=known)(environ, start_response)

    def _reply(self, request: Request) -> Reply:
        try:
            _endpoint, arguments = _ROUTES.bind_to_environ(request.environ).match()
        except HTTPException:
            return answers.shop_front()
        path = [part for part in str(arguments["path"]).split("/") if part]
        if request.host not in self._shop.hosts or request.args.get("id_shop", "1") not in _ALL_SHOPS:
            return self._redirect(request, path)
        as_json = _wants_json(request)
        is_page = request.method == "GET" and path == ["products"] and "display" in request.args
        fault = self._faults.next_for(is_page=is_page)
        if is_page and self._faults.fails_on(_asked_ids(request)):
            fault = Fault(FaultKind.HTTP_500)
        with self._till.serve() as bill:
            if fault:
                instead = instead_of_answer(fault, f"{self._shop.address}/", self._stop, as_json=as_json)
                if instead:
                    return instead
            reply = self._answer(request, path, bill, as_json=as_json)
        return after_answer(fault, reply) if fault else reply

    def _redirect(self, request: Request, path: list[str]) -> Reply:
        kept = "&".join(f"{name}={value}" for name, value in request.args.items() if name not in {"id_shop", "ws_key"})
        return answers.to_shop_front(f"{self._shop.address}/?url={'/'.join(path)}" + (f"&{kept}" if kept else ""))

    def _answer(self, request: Request, path: list[str], bill: Bill, *, as_json: bool) -> Reply:
        known_key = False
        try:
            access = authenticate(_key_of(request), self._shop.keys)
            known_key = True
            if path:
                _check_rights(access, path[0], request.method)
            with self._catalogue.lock:
                return self._work(request, path, access, bill, as_json=as_json)
        except NoKey:
            return answers.key_missing()
        except BadRequest as error:
            return answers.refused(error, as_json=as_json, known_key=known_key)
        except FatalError:
            return answers.php_died()
        except NothingThere:
            return Reply(404, content_type=None)

    def _work(self, request: Request, path: list[str], access: Access, bill: Bill, *, as_json: bool) -> Reply:
        service = self._service
        if not path:
            if as_json:
                raise FatalError
            return Reply(200, service.root(access.permissions), hashed=True)
        if path[0] == IMAGES:
            return self._images(request, path, as_json=as_json)
        resource, method = RESOURCES[path[0]], request.method
        if method in {"POST", "PUT", "PATCH"}:
            body = service.write(method, resource, request.get_data(), bill, as_json=as_json)
            return _document(body, 201 if method == "POST" else 200, as_json=as_json)
        if method == "DELETE":
            service.delete(resource, path[1] if len(path) > 1 else None, request.args.get("id"), bill)
            return Reply(200, content_type=None)
        query = request.args.to_dict()
        if len(path) > 1:
            return _document(service.one(resource, path[1], query, bill, as_json=as_json), as_json=as_json)
        return _document(service.many(resource, query, bill, as_json=as_json), as_json=as_json)

    def _images(self, request: Request, path: list[str], *, as_json: bool) -> Reply:
        if request.method not in {"GET", "HEAD"}:
            message = f"Method {request.method} is not allowed for the resource {IMAGES}"
            raise BadRequest(405, (101, message))
        return Reply(200, self._service.images(path[1:], as_json=as_json), hashed=True)


def _document(body: str | bytes, status: int = 200, *, as_json: bool) -> Reply:
    return Reply(status, body, JSON_TYPE if as_json else answers.XML_TYPE, hashed=True)


def _key_of(request: Request) -> str | None:
    """The key as Basic user name or in the address; a password is not looked at."""
    if "ws_key" in request.args:
        return request.args["ws_key"]
    login = request.authorization
    return (login.username or "") if login is not None and login.type == "basic" else None


def _wants_json(request: Request) -> bool:
    asked = (
        request.args.get("output_format"),
        request.args.get("io_format"),
        request.headers.get("Output-Format"),
        request.headers.get("Io-Format"),
    )
    return any(one is not None and one.upper() == "JSON" for one in asked)


def _check_rights(access: Access, resource: str, method: str) -> None:
    if resource not in RESOURCE_NAMES:
        raise BadRequest(400, (27, _no_resource(resource)))
    methods = access.permissions.get(resource)
    if methods is None:
        message = f'Resource of type "{resource}" is not allowed with this authentication key'
        raise BadRequest(401, (26, message))
    if method not in METHODS:
        raise BadRequest(405, (23, f"Method {method} is not valid"))
    if resource in RESOURCES and method in RESOURCES[resource].forbidden:
        raise BadRequest(405, (101, f"Method {method} is not allowed for the resource {resource}"))
    if method not in methods:
        message = f"Method {method} is not allowed for the resource {resource} with this authentication key"
        raise BadRequest(405, (25, message))


def _no_resource(name: str) -> str:
    nearest = min(RESOURCE_NAMES, key=lambda one: (not one.startswith(name), abs(len(one) - len(name))))
    listed = ", ".join(f'"{one}"' for one in RESOURCE_NAMES)
    return f'Resource of type "{name}" does not exists. Did you mean: "{nearest}"? The full list is: {listed}'


def _asked_ids(request: Request) -> set[int]:
    """The products that a list names, one by one or as a range."""
    wanted = request.args.get("filter[id]", "")
    numbers = [int(number) for number in re.findall(r"\d+", wanted)]
    if "," in wanted and len(numbers) == 2:
        return set(range(numbers[0], numbers[1] + 1))
    return set(numbers)

"""One request over HTTP that a server can neither draw out nor blow up: one deadline, one size for the whole answer."""

from __future__ import annotations

import io
import socket
import ssl
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection, IncompleteRead
from typing import Any
from urllib.request import HTTPHandler, HTTPSHandler, OpenerDirector, ProxyHandler, Request

PIECE = 65_536
"""So many bytes are read at once."""


class OversizedAnswerError(Exception):
    """A server sent more than it was to send."""


@dataclass(frozen=True, slots=True)
class Page:
    """What a server answered: its status, its headers by names in small letters, its body."""

    status: int
    headers: Mapping[str, str]
    charset: str | None
    body: bytes


class Limits:
    """What is left of the time and of the size of one answer, headers included."""

    def __init__(self, seconds: float, size: int) -> None:
        self._end, self._bytes_left = time.monotonic() + seconds, size

    def seconds_left(self) -> float:
        """Seconds until the deadline.

        Raises:
            TimeoutError: it has passed.
        """
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError("the deadline has passed")
        return left

    def count(self, size: int) -> None:
        """Count bytes that have come.

        Raises:
            OversizedAnswerError: they are too many.
        """
        self._bytes_left -= size
        if self._bytes_left < 0:
            raise OversizedAnswerError


def get(
    url: str,
    headers: Mapping[str, str],
    limits: Limits,
    *,
    proxies: Mapping[str, str] | None = None,
    context: ssl.SSLContext | None = None,
) -> Page:
    """Ask for one page and read it whole; no redirect is followed, and any status is an answer.

    Args:
        url: http or https.
        headers: of the request.
        limits: from the look-up of the server's name to the last byte.
        proxies: by scheme; None for those of the system, empty for none.
        context: how the server's certificate is checked; by the system's authorities by default.

    Raises:
        OSError: the server cannot be reached, or not in time (`TimeoutError`, also as the `reason` of a `URLError`).
        http.client.HTTPException: it does not speak HTTP, or breaks its answer off.
        OversizedAnswerError: the answer is larger than it may be.
    """
    opener = OpenerDirector()
    for handler in (ProxyHandler(None if proxies is None else dict(proxies)), _Http(limits), _Https(limits, context)):
        opener.add_handler(handler)
    with opener.open(Request(url, headers=dict(headers)), timeout=limits.seconds_left()) as page:  # noqa: S310 - see Args
        named = {name.lower(): value for name, value in page.headers.items()}
        return Page(page.status, named, page.headers.get_content_charset(), _body(page))


def _body(page: HTTPResponse) -> bytes:
    """Read to the end, bit by bit, since a length that a server states is nothing to make room for."""
    pieces = []
    while piece := page.read(PIECE):
        pieces.append(piece)
    if page.length:
        raise IncompleteRead(b"", page.length)
    return b"".join(pieces)


class _Http(HTTPHandler):
    def __init__(self, limits: Limits) -> None:
        super().__init__()
        self._connection = partial(_bounded, HTTPConnection, limits)

    def http_open(self, req: Request) -> HTTPResponse:
        return self.do_open(self._connection, req)


class _Https(HTTPSHandler):
    def __init__(self, limits: Limits, context: ssl.SSLContext | None) -> None:
        super().__init__()
        trusted = context or ssl.create_default_context()
        self._connection = partial(_bounded, partial(HTTPSConnection, context=trusted), limits)

    def https_open(self, req: Request) -> HTTPResponse:
        return self.do_open(self._connection, req)


def _bounded(connection: Any, limits: Limits, host: str, **settings: Any) -> HTTPConnection:
    """A connection all of whose steps, the handshakes of a proxy and of TLS among them, end at one deadline."""
    made: Any = connection(host, **settings)
    made._create_connection = partial(_connected, limits)
    made.response_class = partial(_Answer, limits=limits)
    return made  # type: ignore[no-any-return]


class _Answer(HTTPResponse):
    """An answer whose bytes are counted, and each of which is waited for no longer than to the deadline."""

    def __init__(self, sock: socket.socket, *arguments: Any, limits: Limits, **settings: Any) -> None:
        super().__init__(sock, *arguments, **settings)
        self.fp = io.BufferedReader(_Metered(self.fp.detach(), sock, limits))


class _Metered(io.RawIOBase):
    def __init__(self, raw: Any, sock: socket.socket, limits: Limits) -> None:
        self._raw, self._sock, self._limits = raw, sock, limits

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._sock.settimeout(self._limits.seconds_left())
        size: int = self._raw.readinto(buffer) or 0
        self._limits.count(size)
        return size

    def close(self) -> None:
        self._raw.close()
        super().close()


def _connected(limits: Limits, address: tuple[str, int], *_: Any) -> socket.socket:
    """A socket to the first address of a server that answers; each gets its share of the time."""
    places = _addresses(*address, limits)
    failure: OSError | None = None
    for left, (family, kind, protocol, _name, place) in zip(range(len(places), 0, -1), places, strict=True):
        sock = socket.socket(family, kind, protocol)
        try:
            sock.settimeout(limits.seconds_left() / left)
            sock.connect(place)
            sock.settimeout(limits.seconds_left())
            return sock
        except OSError as error:
            sock.close()
            failure = error
    raise failure or OSError(f"{address[0]} has no address")


def _addresses(host: str, port: int, limits: Limits) -> list[Any]:
    """Addresses of a server; the look-up, which knows no deadline, is left to itself when the time is over."""
    found: list[list[Any]] = []
    failed: list[OSError] = []

    def look_up() -> None:
        try:
            found.append(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except OSError as error:
            failed.append(error)
        except UnicodeError:  # a part of the name is empty, or longer than names are
            failed.append(socket.gaierror(socket.EAI_NONAME, "this can be no name"))

    thread = threading.Thread(target=look_up, daemon=True)
    thread.start()
    thread.join(limits.seconds_left())
    for error in failed:
        raise error
    if not found:
        raise TimeoutError(f"the look-up of {host} takes too long")
    return found[0]

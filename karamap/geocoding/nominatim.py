"""Asks a Nominatim server that its user names, at most once a second, and keeps what it says."""

from __future__ import annotations

import hashlib
import ipaddress
import json
import logging
import math
import re
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, urlsplit

from geopy import exc
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders import Nominatim

from karamap.errors import GeocodingError
from karamap.geocoding.adapter import MAX_ANSWERS, Adapter, BrokenOffError, HopelessError
from karamap.tables.atomic_write import untold, write_whole

logging.getLogger("geopy").addHandler(logging.NullHandler())  # else each retry prints its traceback on stderr

SECONDS_BETWEEN = 1.0
"""Least time between two requests to a public server: https://operations.osmfoundation.org/policies/nominatim/"""


LONGEST_WAIT = 120
"""A server that asks for a longer pause than this, in seconds, is not waited for."""


LEAST_ERROR_WAIT = 0.5
"""Least time between two requests after a failure, in seconds, however fast a server of this machine may be asked."""


DEADLINE = 30.0
"""A whole answer may take so many seconds."""


MAX_TEXT = 500


@dataclass(frozen=True, slots=True)
class Server:
    """A Nominatim server: its domain (with port and path if it has them), the scheme, and how it is to be asked.

    `seconds_between` stand between two requests, five times as many after a failure; `timeout` seconds is what one
    whole answer may take, from the look-up of the name on.
    """

    domain: str
    scheme: str
    user_agent: str
    seconds_between: float = SECONDS_BETWEEN
    timeout: float = DEADLINE
    retries: int = 2

    @classmethod
    def named(cls, domain: str, user_agent: str, *, seconds_between: float = SECONDS_BETWEEN) -> Server:
        """The server that a user names as `host[:port][/path]`, with or without https:// before it.

        Plain http, and less than a second between requests, are for this machine alone.

        Raises:
            GeocodingError: the domain is not one, the scheme or the haste is not allowed there, or the user agent
                is empty or cannot be sent.
        """
        given = _split(domain)
        local = _is_loopback(given.hostname or "")
        scheme = given.scheme or ("http" if local else "https")
        if scheme == "http" and not local:
            raise GeocodingError(f"{given.hostname} would be asked without encryption; plain http is for this machine")
        least = 0 if local else SECONDS_BETWEEN
        if not math.isfinite(seconds_between) or seconds_between < least:
            raise GeocodingError(f"{given.hostname} may be asked once in {least:g} s at most")
        if not user_agent.strip() or not (user_agent.isascii() and user_agent.isprintable()):
            raise GeocodingError("the user agent must be a line of ASCII text that says who asks")
        return cls(f"{given.netloc}{given.path}".strip("/"), scheme, user_agent.strip(), seconds_between)


@dataclass(frozen=True, slots=True)
class Box:
    """An area to search in, decimal degrees."""

    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said to one query, word for word: `raw` is its list of results, `asked_at` when it was asked."""

    domain: str
    query: str
    box: Box | None
    asked_at: str
    raw: tuple[Mapping[str, Any], ...]


class Geocoder:
    """Asks one server, at its pace, and keeps every answer in a folder; what is kept is not asked again."""

    def __init__(self, server: Server, cache: Path | None = None) -> None:
        self.server, self._cache = server, cache
        nominatim = Nominatim(
            domain=server.domain,
            scheme=server.scheme,
            user_agent=server.user_agent,
            timeout=server.timeout,
            proxies={} if server.scheme == "http" else None,
            adapter_factory=Adapter,
        )
        self._ask = RateLimiter(
            partial(_patiently, nominatim),
            min_delay_seconds=server.seconds_between,
            max_retries=server.retries,
            error_wait_seconds=max(5 * server.seconds_between, LEAST_ERROR_WAIT),
            swallow_exceptions=False,
        )

    def answer(self, query: str, box: Box | None, *, now: datetime) -> Answer:
        """What the server says to a query, from the cache if it was asked before; `now` is noted with a new answer.

        Raises:
            GeocodingError: the server cannot be reached, refuses, or answers what Nominatim would not.
        """
        if kept := self._kept(query, box):
            return kept
        try:
            found = self._ask(query, box) or []
            raw = tuple(_checked(location.raw) for location in found)
        except (exc.GeopyError, ValueError, TypeError, AttributeError, LookupError, ArithmeticError) as error:
            raise GeocodingError(_complaint(self.server.domain, query, error)) from error
        answer = Answer(self.server.domain, query, box, now.isoformat(timespec="seconds"), raw)
        self._keep(answer)
        return answer

    def _file(self, query: str, box: Box | None) -> Path | None:
        question = json.dumps([self.server.scheme, self.server.domain, query, box and asdict(box)], ensure_ascii=True)
        return self._cache / f"{hashlib.sha256(question.encode()).hexdigest()}.json" if self._cache else None

    def _kept(self, query: str, box: Box | None) -> Answer | None:
        """The answer on disk; one that cannot be read, or is to another question, counts as none."""
        path = self._file(query, box)
        try:
            kept = json.loads(path.read_text(encoding="utf-8")) if path else None
            if not kept or (kept["domain"], kept["query"]) != (self.server.domain, query):
                return None
            datetime.fromisoformat(kept["asked_at"])
            return Answer(kept["domain"], query, box, kept["asked_at"], tuple(map(_checked, kept["raw"])))
        except (OSError, ValueError, TypeError, AttributeError, LookupError, RecursionError):
            return None

    def _keep(self, answer: Answer) -> None:
        if path := self._file(answer.query, answer.box):
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise GeocodingError(f"cannot keep answers in {path.parent}: {error.strerror}") from error
            write_whole(path, json.dumps(asdict(answer), ensure_ascii=True, indent=1) + "\n", untold)


def _patiently(nominatim: Nominatim, query: str, box: Box | None) -> Any:
    """Ask once; what asking again would not mend is raised past the rate limiter's retries."""
    corners = [(box.south, box.west), (box.north, box.east)] if box else None
    try:
        return nominatim.geocode(query, exactly_one=False, limit=MAX_ANSWERS, viewbox=corners, bounded=box is not None)
    except exc.GeocoderRateLimited as error:
        wait = error.retry_after or 0
        if wait > LONGEST_WAIT:
            raise GeocodingError(f"the geocoder at {nominatim.domain} asks to be left alone for {wait:,} s") from error
        time.sleep(max(wait, 0))
        raise
    except FINAL as error:
        raise GeocodingError(_complaint(nominatim.domain, query, error)) from error


FINAL = (exc.GeocoderQueryError, exc.GeocoderAuthenticationFailure, exc.GeocoderInsufficientPrivileges)
"""Errors of geopy that asking again does not mend."""


def _complaint(domain: str, query: str, error: Exception) -> str:
    said = one_line(error)[:200] or type(error).__name__
    is_plain = isinstance(error, HopelessError | BrokenOffError) or not str(error)
    kind = "" if is_plain else f"{type(error).__name__}: "
    return f"the geocoder at {domain} failed at {query!r}: {kind}{said}"


NUMBER = re.compile(r"-?\d{1,3}(\.\d+)?([eE]-?\d{1,3})?", re.ASCII)
"""A coordinate as Nominatim writes it."""


def _checked(raw: Any) -> Mapping[str, Any]:
    """One result of a server, if it has a position on Earth."""
    lon, lat = (_degrees(raw[name]) for name in ("lon", "lat"))
    if not (abs(lon) <= 180 and abs(lat) <= 90):  # noqa: PLR2004 - degrees
        raise ValueError(f"{lon}, {lat} is no position")
    return dict(raw)


def _degrees(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, str | int | float) or not NUMBER.fullmatch(str(value)):
        raise ValueError(f"{one_line(value)[:40]!r} is no coordinate")
    return float(value)


def _split(domain: str) -> SplitResult:
    try:
        given = urlsplit(domain if "//" in domain else f"//{domain}")
        whole = bool(given.hostname) and given.port != 0
    except ValueError:
        whole = False
    if not whole or not domain.isascii() or not domain.isprintable() or " " in domain or "\\" in domain:
        raise GeocodingError(f"{domain!r} is not a domain; name one such as nominatim.example.org")
    if given.scheme not in ("", "http", "https") or "@" in given.netloc or given.query or given.fragment:
        raise GeocodingError(f"{domain!r} is more than a host with a port and a path")
    return given


def _is_loopback(host: str) -> bool:
    """Whether a host name means this machine: localhost, 127.0.0.0/8 or ::1."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def one_line(text: object) -> str:
    """Foreign text as one line of printable characters, cut where it gets too long."""
    printable = "".join(letter if letter.isprintable() else " " for letter in str(text)[: 2 * MAX_TEXT])
    return " ".join(printable.split())[:MAX_TEXT]

"""How geopy asks a server that is not trusted: within a deadline and a size, and what to say of what comes back."""

from __future__ import annotations

import json
import socket
import ssl
from collections.abc import Mapping
from functools import partial
from http.client import HTTPException
from typing import Any
from urllib.error import URLError

from geopy import exc
from geopy.adapters import AdapterHTTPError, BaseSyncAdapter

from karamap.geocoding import bounded_http

MAX_ANSWERS = 5
"""So many results are asked for; more are left aside."""

MAX_BYTES = 2_000_000
"""A whole answer, headers included, may have so many bytes."""


class HopelessError(exc.GeopyError):  # type: ignore[misc]
    """What went wrong and asking again does not mend; geopy's limiter leaves it alone."""


class BrokenOffError(exc.GeocoderServiceError):  # type: ignore[misc]
    """A server broke its answer off; the next may be whole."""


class Adapter(BaseSyncAdapter):  # type: ignore[misc]
    """How geopy asks: within a deadline and a size, without following a redirect, and reading nothing but JSON."""

    def __init__(self, *, proxies: dict[str, str] | None, ssl_context: Any) -> None:
        super().__init__(proxies=proxies, ssl_context=ssl_context)
        self._get = partial(bounded_http.get, proxies=proxies, context=ssl_context)

    def get_text(self, url: str, *, timeout: float, headers: Mapping[str, str]) -> str:
        """What a server says as text.

        Raises:
            geopy.exc.GeopyError: it says nothing of use; `HopelessError` where asking again would not mend that.
        """
        try:
            page = self._get(url, headers, bounded_http.Limits(timeout, MAX_BYTES))
        except bounded_http.OversizedAnswerError as error:
            raise HopelessError(f"its answer is larger than {MAX_BYTES:,} bytes") from error
        except HTTPException as error:
            raise exc.GeocoderServiceError(
                f"it breaks off, or speaks no HTTP ({error or type(error).__name__})"
            ) from error
        except OSError as error:
            raise _unreached(error, timeout) from error
        if page.status in REDIRECTS:
            raise HopelessError(f"it redirects to {page.headers.get('location', 'nowhere')}; name that domain")
        if page.status in REFUSALS and page.status not in FOR_NOW:
            raise HopelessError(f"it refuses with status {page.status}{REFUSALS_MEAN.get(page.status, '')}")
        text = _decoded(page)
        if page.status >= ERRORS:
            raise AdapterHTTPError(f"status {page.status}", status_code=page.status, headers=page.headers, text=text)
        return text

    def get_json(self, url: str, *, timeout: float, headers: Mapping[str, str]) -> Any:
        """What a server says as JSON; no more results than were asked for. Errors as in `get_text`."""
        text = self.get_text(url, timeout=timeout, headers=headers)
        try:
            value = json.loads(text, parse_constant=_no_number, object_pairs_hook=_unambiguous)
        except (ValueError, RecursionError) as error:
            raise HopelessError(f"its answer is no JSON as Nominatim's ({error})") from error
        return value[:MAX_ANSWERS] if isinstance(value, list) else value


REDIRECTS = range(300, 400)
REFUSALS = range(400, 500)
ERRORS = 400

FOR_NOW = (408, 425, 429)
"""Refusals of this moment only."""

REFUSALS_MEAN = {
    401: ": it wants a password",
    403: ": it does not serve whoever asks; read its rules, and name yourself with --user-agent",
    404: ": there is no Nominatim at this address; is the path right?",
}

UTF8 = (None, "utf-8", "utf8", "us-ascii")
"""Character sets of JSON as servers name them."""


UNREACHED = (
    (TimeoutError, "no whole answer came within {seconds:g} s"),
    (socket.gaierror, "no address is known for it; check the name, or whether this machine may reach it"),
    (
        ssl.SSLCertVerificationError,
        "its certificate is not trusted ({why}); check the name, or this machine's authorities",
    ),
    (ssl.SSLError, "no encrypted connection comes about ({why}); does it serve https?"),
    (ConnectionRefusedError, "it refused the connection; check host and port, and whether the server runs"),
    (OSError, "it cannot be reached ({why}); check the name, and whether this machine may reach it"),
)
"""What to say of errors that asking again does not mend; the first that fits is meant."""


def _unreached(error: OSError, seconds: float) -> Exception:
    """What to say of a server that cannot be reached, or not in time."""
    reason = error.reason if isinstance(error, URLError) else error
    why = _why(reason)
    if isinstance(reason, ConnectionError) and not isinstance(reason, ConnectionRefusedError):
        return BrokenOffError(f"it broke off ({why})")
    said = next((text for kind, text in UNREACHED if isinstance(reason, kind)), UNREACHED[-1][1])
    return HopelessError(said.format(seconds=seconds, why=why))


def _why(reason: Any) -> str:
    told = [getattr(reason, name, None) for name in ("verify_message", "reason", "strerror")]
    return str(next(filter(None, told), None) or reason or type(reason).__name__)


def _decoded(page: bounded_http.Page) -> str:
    if page.charset not in UTF8:
        raise HopelessError(f"its answer is in {page.charset}; expected UTF-8")
    try:
        return page.body.decode()
    except UnicodeDecodeError as error:
        raise HopelessError("its answer is no UTF-8") from error


def _no_number(text: str) -> float:
    raise ValueError(f"{text} is no number")


def _unambiguous(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    values = dict(pairs)
    if len(values) < len(pairs):
        raise ValueError("a key stands twice")
    return values

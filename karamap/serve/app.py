"""The reconciliation service over HTTP, by Starlette: limits of size, hosts and origins; nothing is written."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from html import escape

import uvicorn
from starlette.applications import Starlette
from starlette.datastructures import QueryParams
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from karamap.serve.reconciliation import BadRequestError, Reconciliation, parsed

MOST_BYTES = 2_000_000
"""No request is larger."""

MOST_SECONDS = 30
"""No request takes longer to come."""

MOST_AT_ONCE = 100
"""So many connections are open at once, so that those that stand still take no more."""

MOST_DIGITS = 12

LOOPBACK = ["127.0.0.1", "localhost", "[::1]"]
"""The names by which the machine calls itself: a request for another one comes of a page led astray (DNS rebinding)."""

ORIGINS = r"https?://(127\.0\.0\.1|localhost|\[::1\])(:\d+)?"
"""Pages that may read answers: those of programs on this machine, such as OpenRefine's."""

POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors *"

Parameters = dict[str, str]


def application(service: Reconciliation, hosts: list[str] | None = None) -> Starlette:
    """The service as an ASGI application.

    Args:
        service: of one theatre.
        hosts: the names under which it may be asked for; those of this machine by default.
    """

    async def root(request: Request) -> Response:
        given = await _parameters(request)
        if request.method == "POST" and not given.keys() & {"queries", "extend"}:
            raise BadRequestError("what is posted must be a form (x-www-form-urlencoded) with queries or extend")
        if "queries" in given:
            return JSONResponse(service.reconcile(parsed(given["queries"], "queries")))
        if "extend" in given:
            return JSONResponse(service.extend(parsed(given["extend"], "extend")))
        return JSONResponse(service.manifest(_address(request)))

    async def suggest(request: Request) -> Response:
        ways = {
            "entity": service.suggest_entity,
            "type": service.suggest_type,
            "property": service.suggest_property,
        }
        way = ways.get(request.path_params["what"])
        if way is None:
            raise BadRequestError(f"nothing is suggested but {', '.join(ways)}")
        return JSONResponse(way(request.query_params.get("prefix", "")))

    async def properties(request: Request) -> Response:
        limit = request.query_params.get("limit", "")
        return JSONResponse(
            service.properties(request.query_params.get("type", ""), int(limit) if _is_short_number(limit) else None)
        )

    async def preview(request: Request) -> Response:
        return HTMLResponse(
            service.preview(request.query_params.get("id", "")), headers={"Content-Security-Policy": POLICY}
        )

    async def about(_request: Request) -> Response:
        name = escape(service.manifest("")["name"])
        told = "A reconciliation service (version 0.2): add this address without /about in OpenRefine."
        page = f"<!doctype html><title>{name}</title><h1>{name}</h1><p>{told}</p>"
        return HTMLResponse(page, headers={"Content-Security-Policy": POLICY})

    async def refused(_request: Request, error: Exception) -> Response:
        return JSONResponse({"status": "error", "message": str(error)}, status_code=400)

    return Starlette(
        routes=[
            Route("/", root, methods=["GET", "POST"]),
            Route("/suggest/{what}", suggest),
            Route("/properties", properties),
            Route("/preview", preview),
            Route("/about", about),
        ],
        middleware=[
            Middleware(TrustedHostMiddleware, allowed_hosts=hosts or LOOPBACK),
            Middleware(CORSMiddleware, allow_origin_regex=ORIGINS, allow_methods=["GET", "POST"]),
        ],
        exception_handlers={BadRequestError: refused},
    )


async def _parameters(request: Request) -> Parameters:
    """What was asked, from the address or from a form.

    Raises:
        BadRequestError: it is too large, or no form.
    """
    given = dict(request.query_params)
    if request.method == "POST":
        try:
            given |= _form(await asyncio.wait_for(_content(request), MOST_SECONDS))
        except asyncio.TimeoutError as error:  # noqa: UP041 - the same as TimeoutError from Python 3.11 on alone
            raise BadRequestError(f"not all of it came within {MOST_SECONDS} seconds") from error
    return given


async def _content(request: Request) -> bytes:
    stated = request.headers.get("content-length", "")
    content = b""
    if not _is_short_number(stated) or int(stated) <= MOST_BYTES:
        async for part in request.stream():
            content += part
            if len(content) > MOST_BYTES:
                break
        else:
            return content
    raise BadRequestError(f"more than {MOST_BYTES:,} bytes; send fewer queries at once")


def _is_short_number(text: str) -> bool:
    """Whether a text is a number that nobody has trouble to hold."""
    return text.isdecimal() and len(text) <= MOST_DIGITS


def _form(content: bytes) -> Parameters:
    try:
        return dict(QueryParams(content.decode("utf-8")))
    except ValueError as error:
        raise BadRequestError(f"no form with queries or extend: {error}") from error


def _address(request: Request) -> str:
    return str(request.base_url).rstrip("/")


def serve(service: Reconciliation, host: str, port: int, tell: Callable[[str], None]) -> None:
    """Answer until somebody ends it.

    Args:
        service: of one theatre.
        host: an address of this machine to listen on.
        port: the port; 0 takes any that is free.
        tell: is told the address once somebody listens there.

    Raises:
        OSError: nobody can listen there.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as bound:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((host, port))
        bound.listen()
        shown = f"[{host}]" if ":" in host else host
        tell(f"http://{shown}:{bound.getsockname()[1]}/")
        config = uvicorn.Config(
            application(service), log_level="warning", timeout_keep_alive=5, limit_concurrency=MOST_AT_ONCE
        )
        uvicorn.Server(config).run(sockets=[bound])

"""Offer the gazetteer to other programs on this machine, as a reconciliation service."""

from __future__ import annotations

import click

from karamap.cli.command import Command
from karamap.cli.common import load_theatre, say
from karamap.cli.output import put_line
from karamap.errors import RenderError

LOOPBACK = ("127.0.0.1", "localhost", "::1")


@click.command(cls=Command, name="serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8900, show_default=True, help="The port; 0 takes any.")
@click.pass_context
def command(ctx: click.Context, /, host: str, port: int) -> None:
    """Let OpenRefine and programs like it match names with places (Reconciliation Service API 0.2).

    Add the address that is printed as a service in OpenRefine. Only programs on this machine are answered; nothing is
    written, and nothing is asked of the network. Ctrl-C ends it.
    """
    if host not in LOOPBACK:
        raise click.UsageError(f"--host {host} is no address of this machine alone; take one of {', '.join(LOOPBACK)}.")
    try:
        from karamap.serve import app
    except ImportError as error:
        raise RenderError("serving needs starlette and uvicorn: pip install 'karamap[serve]'") from error
    from karamap.serve.reconciliation import Reconciliation

    service = Reconciliation(load_theatre(ctx))
    say(ctx, "Serving places by name; Ctrl-C ends it.")
    try:
        app.serve(service, host, port, put_line)
    except OSError as error:
        raise RenderError(f"cannot listen on {host}, port {port}: {error.strerror or error}") from error

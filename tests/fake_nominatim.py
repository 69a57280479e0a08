"""A server on loopback that speaks Nominatim's /search, or misbehaves as a test wants."""

import json
import threading
import time
from collections.abc import Iterable
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit


@dataclass
class Reply:
    """What the server does once: wait, then send a status and a body."""

    body: object = ()
    status: int = 200
    headers: dict = field(default_factory=dict)
    seconds: float = 0
    pieces: Iterable[bytes] = ()
    every: float = 0
    """Where there are pieces, they are the whole answer, sent as they are, one every so many seconds."""

    def bytes(self):
        return self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()


@dataclass
class Heard:
    """One request as the server got it."""

    at: float
    path: str
    asked: dict
    user_agent: str


class FakeNominatim:
    """Replies by name; a list of replies is given out one after the other, the last one for good."""

    def __init__(self, address):
        self.domain = f"127.0.0.1:{address[1]}"
        self.replies = {}
        self.heard = []

    def knows(self, name, *replies):
        self.replies[name] = list(replies)

    def reply_to(self, name):
        left = self.replies.get(name, [Reply([])])
        return left.pop(0) if len(left) > 1 else left[0]

    @property
    def names_heard(self):
        return [request.asked["q"] for request in self.heard]


def result(lon, lat, **values):
    """One entry of Nominatim's answer in its json format."""
    return {
        "lon": str(lon),
        "lat": str(lat),
        "display_name": "İtkin, Heyva",
        "osm_type": "node",
        "osm_id": 7,
        "class": "place",
        "type": "village",
        **values,
    }


@contextmanager
def serving(context=None):
    """Run a server in a thread of its own until the block ends, over TLS if there is a context for it."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            url = urlsplit(self.path)
            asked = {key: values[0] for key, values in parse_qs(url.query).items()}
            fake.heard.append(Heard(time.monotonic(), url.path, asked, self.headers["User-Agent"]))
            reply = fake.reply_to(asked.get("q"))
            time.sleep(reply.seconds)
            try:
                for piece in reply.pieces:
                    self.wfile.write(piece)
                    time.sleep(reply.every)
                if reply.pieces:
                    return
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(reply.bytes())
            except OSError:
                pass  # the client had enough

        def log_message(self, *arguments):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    fake = FakeNominatim(server.server_address)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield fake
    finally:
        server.shutdown()
        thread.join()
        server.server_close()

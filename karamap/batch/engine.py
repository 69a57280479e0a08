"""Who does the parts: this process, workers that it starts on this machine, or those of a Dask cluster."""

from __future__ import annotations

import ipaddress
import logging
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import islice
from typing import Any, Protocol
from urllib.parse import urlsplit

from karamap.batch import tasks
from karamap.batch.identity import Identity
from karamap.batch.tasks import Made, Task
from karamap.errors import BatchError, KaramapError

AHEAD = 2
"""So many parts are under way for each worker, so that none waits for the next."""

UNPROFILED = {"distributed.worker.profile.enabled": False}
"""Settings of a worker: nobody sees the profiles that workers would take of themselves a hundred times a second."""

SECONDS_TO_COME = 60
"""So long a scheduler may wait for its first worker."""

LOCAL = "local"

INSTALL = "shared work needs distributed and pyarrow: pip install 'karamap[scale]'"

Finished = Iterator[tuple[int, Made]]


class Engine(Protocol):
    """Does parts, in any order."""

    def finished(self, jobs: Iterator[tuple[int, Task]]) -> Finished:
        """The number of each part with what was made; parts are taken from `jobs` as they can be begun."""


@dataclass(frozen=True)
class InProcess:
    """This process does one part after the other."""

    folder: str
    expected: Identity

    def finished(self, jobs: Iterator[tuple[int, Task]]) -> Finished:
        """One part after the other."""
        for number, task in jobs:
            yield number, tasks.made(self.folder, self.expected, task)


@dataclass(frozen=True)
class Certificates:
    """Files in PEM by which a client and a cluster know each other: the authority's, the client's own, its key."""

    ca_file: str
    cert: str
    key: str


@dataclass(frozen=True)
class Cluster:
    """Workers of a Dask cluster.

    Attributes:
        folder: the folder of tables as each worker finds it; empty for the shipped ones.
        expected: the tables and versions that each worker must have.
        scheduler: the address of a scheduler, or `local` for one within this process, on loopback.
        workers: how many are started, if it is local.
        memory: bytes that each of these may take.
        certificates: for a scheduler that is spoken to by TLS.
    """

    folder: str
    expected: Identity
    scheduler: str = LOCAL
    workers: int = 1
    memory: int | None = None
    certificates: Certificates | None = None

    def finished(self, jobs: Iterator[tuple[int, Task]]) -> Finished:
        """Parts as workers finish them; one whose worker was lost goes to another.

        Raises:
            BatchError: no worker comes, one has other tables or versions, or the scheduler is lost.
        """
        distributed = _distributed()
        try:
            with ExitStack() as stack:
                client = stack.enter_context(self._client(distributed, stack))
                self._check(client)
                yield from self._shared_out(distributed, client, jobs)
        except (OSError, TimeoutError, distributed.comm.CommClosedError) as error:
            raise BatchError(f"the scheduler {self.scheduler} cannot be reached: {error}; {AGAIN}") from error

    def _client(self, distributed: Any, stack: ExitStack) -> Any:
        if self.scheduler != LOCAL:
            security = None
            if self.certificates:
                own = self.certificates
                security = distributed.Security(
                    tls_ca_file=own.ca_file, tls_client_cert=own.cert, tls_client_key=own.key, require_encryption=True
                )
            stack.enter_context(_silent())
            return distributed.Client(self.scheduler, security=security, set_as_default=False)
        scratch = stack.enter_context(tempfile.TemporaryDirectory(prefix="karamap-", ignore_cleanup_errors=True))
        cluster = distributed.LocalCluster(
            host="127.0.0.1",
            n_workers=self.workers,
            threads_per_worker=1,
            memory_limit=self.memory or 0,
            dashboard_address="127.0.0.1:0",
            worker_dashboard_address=None,
            local_directory=scratch,
            silence_logs=logging.CRITICAL,
            config=UNPROFILED,
        )
        return distributed.Client(stack.enter_context(cluster), set_as_default=False)

    def _check(self, client: Any) -> None:
        """Have each worker open the theatre, and refuse those that have others."""
        client.wait_for_workers(1, timeout=SECONDS_TO_COME)
        answers = client.run(tasks.identity, self.folder, self.expected, on_error="return")
        for worker, answer in sorted(answers.items()):
            if isinstance(answer, Exception):
                raise BatchError(f"the worker {worker} cannot begin ({_in_words(answer)}); install the same there")
            if answer:
                raise BatchError(f"{worker}: {answer}")

    def _shared_out(self, distributed: Any, client: Any, jobs: Iterator[tuple[int, Task]]) -> Finished:
        numbers: dict[str, int] = {}

        def begun(count: int) -> list[Any]:
            futures = []
            for number, task in islice(jobs, count):
                key = f"karamap-{task.digest[:16]}-{number}"
                numbers[key] = number
                futures.append(client.submit(tasks.made, self.folder, self.expected, task, key=key, pure=False))
            return futures

        ahead = AHEAD * max(1, sum(client.nthreads().values()))
        under_way = distributed.as_completed(begun(ahead), loop=client.loop, raise_errors=False)
        for future in under_way:
            yield numbers.pop(future.key), _result(future)
            for further in begun(1):
                under_way.add(further)


AGAIN = "finished parts are kept: run the same again"


def _result(future: Any) -> Made:
    if future.status == "cancelled":
        raise BatchError(f"the scheduler was lost; {AGAIN}")
    error = future.exception()
    if error is None:
        made: Made = future.result()
        return made
    if isinstance(error, KaramapError):
        raise error
    if type(error).__name__ == "KilledWorker":
        raise BatchError(f"several workers were lost over one part, perhaps for want of memory; {AGAIN}") from error
    raise BatchError(f"a worker failed: {_in_words(error)}") from error


def _in_words(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}".splitlines()[0]


@contextmanager
def _silent() -> Iterator[None]:
    """Dask's own words, tracebacks among them, are not put out: what a loss comes to is told in one sentence."""
    logger = logging.getLogger("distributed.client")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)


def _distributed() -> Any:
    """Dask's own scheduler and workers.

    Raises:
        BatchError: they are not installed.
    """
    try:
        import distributed  # noqa: PLC0415 - takes long to import
    except ImportError as error:
        raise BatchError(INSTALL) from error
    return distributed


def check_installed() -> None:
    """Refuse to begin where parts cannot be written.

    Raises:
        BatchError: pyarrow is not installed.
    """
    if find_spec("pyarrow") is None:
        raise BatchError(INSTALL)


def check_address(address: str, *, is_open: bool) -> None:
    """Refuse the address of a scheduler that is none, or to which all would be told openly.

    Args:
        address: as `tcp://host:port` or `tls://host:port`.
        is_open: whether somebody said that no TLS is needed.

    Raises:
        BatchError: it is none, or no TLS goes to another machine.
    """
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise BatchError(f"{address!r} is no address of a scheduler: {error}; give tcp://host:port") from error
    if parts.scheme not in ("tcp", "tls") or not host or not port:
        raise BatchError(f"{address!r} is no address of a scheduler; give tcp://host:port or tls://host:port")
    if parts.scheme == "tcp" and not is_open and not _is_loopback(host):
        raise BatchError(
            f"{address} is on another machine and without TLS: whoever is on the network between could read it all and "
            "run code there; give tls://host:port with --tls-ca-file, --tls-cert and --tls-key, or say --without-tls"
        )


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"

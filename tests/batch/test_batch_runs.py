"""Long work in parts gives the same bytes however it is done, goes on where it stopped, and refuses other workers."""

import csv
import io
import json
import logging
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import dask
import distributed
import pyarrow.parquet as pq
import pytest

from karamap.batch import run as runs
from karamap.batch import tasks
from karamap.batch.chunks import TABLES, chunks, input_files
from karamap.batch.engine import Certificates, Cluster, InProcess, check_address
from karamap.batch.names_task import Names
from karamap.errors import BatchError
from karamap.names.mentions import COLUMNS
from karamap.names.resolutions import Mention

pytestmark = pytest.mark.slow

THEATRE = Path(__file__).parent.parent / "data" / "four_parties"
ROWS, PARTS = 25, 8


@pytest.fixture
def names(tmp_path):
    """A list of two hundred names of the invented theatre."""
    with (THEATRE / "gazetteer/names.csv").open(encoding="utf-8", newline="") as stream:
        known = [row["name"] for row in csv.DictReader(stream)]
    path = tmp_path / "names.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["id", "name"])
        writer.writerows((number, known[number % len(known)]) for number in range(ROWS * PARTS))
    return path


@pytest.fixture
def ask(names, tmp_path):
    """Do the work by some engine, and give the bytes of each file that comes of it."""
    identity = tasks.opened_as(str(THEATRE), None).identity

    def done(
        engine=lambda identity: InProcess(str(THEATRE), identity),
        folder="parts",
        watch=runs.unwatched,
        identity=identity,
    ):
        files = input_files(names, TABLES, tmp_path / folder)
        work = (Names(chunk, Mention("")) for chunk in chunks(files, COLUMNS, ROWS))
        asked = runs.Asked({"task": "resolve", "rows": ROWS}, files, work, identity)
        told = []
        runs.run(asked, tmp_path / folder, engine(identity), told.append, watch)
        return {path.name: path.read_bytes() for path in (tmp_path / folder).iterdir()}, told

    return done


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory):
    """The address of a cluster with two workers, and the cluster."""
    scratch = tmp_path_factory.mktemp("dask")
    with distributed.LocalCluster(
        host="127.0.0.1", n_workers=2, threads_per_worker=1, dashboard_address="127.0.0.1:0", local_directory=scratch
    ) as cluster:
        yield cluster


def cluster_of(address, folder=THEATRE, **more):
    return lambda identity: Cluster(str(folder), identity, address, **more)


def test_one_process_answers_as_the_command_does(ask, names):
    files, _ = ask()
    rows = [row for name in sorted(files) if name.endswith(".parquet") for row in _rows(files[name])]
    by_command = subprocess.run(
        [sys.executable, "-m", "karamap", "-q", "--data", THEATRE, "resolve", "-", "--format", "csv"],
        input=names.read_bytes(),
        capture_output=True,
        check=True,
    )
    wanted = list(csv.DictReader(by_command.stdout.decode().splitlines()))
    assert [row["outcome"] for row in rows] == [row["outcome"] for row in wanted]
    assert [row["place_id"] or "" for row in rows] == [row["place_id"] for row in wanted]
    assert [row["id"] for row in rows] == [row["id"] for row in wanted]
    manifest = json.loads(files["manifest.json"])
    assert (manifest["rows"], len(manifest["parts"])) == (ROWS * PARTS, PARTS)


def test_the_index_of_names_is_made_once_for_all_workers(tmp_path, monkeypatch):
    monkeypatch.setenv("KARAMAP_CACHE", str(tmp_path / "cache"))
    first = tasks.Opened(str(THEATRE)).resolver
    again = tasks.Opened(str(THEATRE))
    assert again.resolver.resolve(Mention("Ashby")) == first.resolve(Mention("Ashby"))
    assert "theatre" not in vars(again)  # names need no more than what was kept
    assert again.identity.fingerprint == again.theatre.fingerprint
    assert not again.theatre.names.is_worth_keeping
    assert len(list((tmp_path / "cache").rglob("names-*.json"))) == 1


def _rows(content):
    return pq.read_table(io.BytesIO(content)).to_pylist()


@pytest.mark.parametrize("workers", [1, 2])
def test_workers_give_the_bytes_of_one_process(ask, workers):
    alone, _ = ask(folder="alone")
    shared, _ = ask(cluster_of("local", workers=workers), folder="shared")
    assert shared == alone


def test_workers_that_are_started_here_take_no_profile_of_themselves(ask, monkeypatch):
    start, profiled = distributed.LocalCluster, list[bool]()

    def watched(**how):
        cluster = start(**how)
        with distributed.Client(cluster, set_as_default=False) as client:
            client.wait_for_workers(1)
            profiled.extend(client.run(dask.config.get, "distributed.worker.profile.enabled").values())
        return cluster

    monkeypatch.setattr(distributed, "LocalCluster", watched)
    ask(cluster_of("local", workers=1))
    assert profiled == [False]


def test_a_worker_that_is_killed_changes_nothing(ask, scheduler):
    alone, _ = ask(folder="alone")
    killed = []

    def kill_one(*_):
        if not killed:
            killed.append(next(iter(scheduler.workers.values())).pid)
            os.kill(killed[0], signal.SIGKILL)

    shared, _ = ask(cluster_of(scheduler.scheduler_address), folder="shared", watch=kill_one)
    assert killed
    assert shared == alone


@pytest.fixture
def said_by_dask():
    """What Dask's client puts out."""

    class Kept(logging.Handler):
        def emit(self, record):
            said.append(record.getMessage())

    said, kept = [], Kept()
    logging.getLogger("distributed.client").addHandler(kept)
    yield said
    logging.getLogger("distributed.client").removeHandler(kept)


def test_work_goes_on_after_the_scheduler_is_killed(ask, tmp_path, said_by_dask):
    alone, _ = ask(folder="alone")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": tmp_path}
    dask_ = [sys.executable, "-m", "distributed.cli.dask_scheduler"]
    begin = [*dask_, "--host", "127.0.0.1", "--port", str(port), "--no-dashboard"]
    with dask.config.set({"distributed.comm.timeouts.connect": "3s"}), subprocess.Popen(begin, **quiet) as scheduler:
        worker = [sys.executable, "-m", "distributed.cli.dask_worker", address, "--nthreads", "1", "--no-dashboard"]
        _wait_for(port)
        with subprocess.Popen([*worker, "--no-nanny", "--local-directory", tmp_path], **quiet) as working:
            try:
                with pytest.raises(BatchError, match="finished parts are kept"):
                    ask(cluster_of(address), folder="shared", watch=lambda *_: scheduler.kill())
            finally:
                scheduler.kill()
                working.kill()
    left = {path.name for path in (tmp_path / "shared").iterdir()}
    assert "part-00000.parquet" in left or len(left) > 1
    assert "manifest.json" not in left
    assert said_by_dask == []
    resumed, _ = ask(folder="shared")
    assert resumed == alone


def _wait_for(port):
    for _ in range(600):
        with socket.socket() as asked:
            if asked.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("no scheduler")


def test_finished_parts_are_kept_and_broken_ones_made_again(ask, tmp_path):
    alone, _ = ask(folder="alone")
    stopped = []

    class StopError(Exception):
        pass

    def stop(parts, _):
        if parts == 3:
            raise StopError

    with pytest.raises(StopError):
        ask(watch=stop)
    kept = tmp_path / "parts/part-00000.parquet"
    (tmp_path / "parts/part-00001.parquet").write_bytes(b"broken")
    with (tmp_path / "parts/progress.jsonl").open("a") as stream:
        stream.write('{"file": "part-0')  # a kill in the middle of a line
    before = kept.stat().st_mtime_ns
    files, told = ask(watch=lambda parts, _: stopped.append(parts))
    assert files == alone
    assert kept.stat().st_mtime_ns == before
    assert len(stopped) == PARTS - 2
    assert any("part-00001.parquet is missing or damaged" in line for line in told)


def test_a_finished_folder_is_left_as_it_is(ask, tmp_path):
    first, _ = ask()
    made = []
    again, _ = ask(watch=lambda *_: made.append(1))
    assert (again, made) == (first, [])


def test_a_worker_with_other_tables_is_refused(ask, scheduler, tmp_path):
    other = tmp_path / "other"
    shutil.copytree(THEATRE, other)
    names = other / "gazetteer/names.csv"
    names.write_text(names.read_text(encoding="utf-8").replace("Ashford", "Ashferd"), encoding="utf-8")
    with pytest.raises(BatchError, match="a worker has other tables"):
        ask(cluster_of(scheduler.scheduler_address, other))


def test_a_worker_with_another_version_is_refused(ask, scheduler):
    identity = tasks.opened_as(str(THEATRE), None).identity
    other = replace(identity, versions=(("karamap", "0.0.1"), *identity.versions[1:]))
    with pytest.raises(BatchError, match=r"a worker has other versions: karamap .*, here 0\.0\.1"):
        ask(cluster_of(scheduler.scheduler_address), identity=other)


def test_other_options_and_other_folders_are_refused(ask, tmp_path):
    ask()
    manifest = json.loads((tmp_path / "parts/manifest.json").read_text())
    manifest["options"]["rows"] = 7
    (tmp_path / "parts/manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(BatchError, match="asked for otherwise, rows 7, now 25; name another folder"):
        ask()
    (tmp_path / "own").mkdir()
    (tmp_path / "own/thesis.txt").write_text("mine")
    with pytest.raises(BatchError, match=r"holds thesis\.txt and no parts"):
        ask(folder="own")


@pytest.mark.parametrize("address", ["tcp://10.1.2.3:8786", "tcp://cluster.example.org:8786"])
def test_another_machine_takes_tls_unless_somebody_says_otherwise(address):
    with pytest.raises(BatchError, match="without TLS"):
        check_address(address, is_open=False)
    check_address(address, is_open=True)
    check_address(address.replace("tcp", "tls"), is_open=False)


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:8786", "tcp://[::1]:8786", "tcp://localhost:8786"])
def test_loopback_takes_no_tls(address):
    check_address(address, is_open=False)


@pytest.mark.parametrize("address", ["here", "http://127.0.0.1:80", "tcp://127.0.0.1", "tcp://:1", "tcp://a:99999999"])
def test_what_is_no_address_is_refused(address):
    with pytest.raises(BatchError, match="is no address of a scheduler"):
        check_address(address, is_open=True)


def test_certificates_reach_the_client(ask, tmp_path):
    files = [tmp_path / name for name in ("ca.pem", "cert.pem", "key.pem")]
    for file in files:
        file.write_text("no certificate")
    with pytest.raises(BatchError, match="cannot be reached"):
        ask(cluster_of("tls://127.0.0.1:1", certificates=Certificates(*map(str, files))))

"""Fuzz one reader with atheris, coverage as the guide.

    python tools/fuzz.py TARGET SECONDS

Targets and their corpus stand in `tests/fuzzed.py` and `tests/fuzz/`. New inputs are not kept; what
breaks a reader is left in the working folder as `TARGET-crash-...`.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
with atheris.instrument_imports(include=["karamap"]):
    import fuzzed


def main(name: str, seconds: int) -> None:
    """Fuzz a target for some seconds of processor time."""
    fuzzed.run(name, b"")  # loads what is loaded once, which is no input's time
    found = tempfile.TemporaryDirectory()
    end = time.process_time() + seconds
    inputs = 0

    def target(content: bytes) -> None:
        nonlocal inputs
        if time.process_time() >= end:
            found.cleanup()
            print(f"{name}: {inputs:,} inputs in {seconds} s of processor time", flush=True)
            os._exit(0)  # the only way out of the fuzzer that is no finding
        inputs += 1
        fuzzed.run(name, content)

    options = ["-rss_limit_mb=2048", "-timeout=60", f"-artifact_prefix={name}-"]
    atheris.Setup([sys.argv[0], found.name, str(fuzzed.CORPUS / name), *options], target)
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))

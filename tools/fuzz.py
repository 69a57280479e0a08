"""Fuzz one reader with atheris, coverage as the guide.

    python tools/fuzz.py TARGET SECONDS

Targets and their corpus stand in `tests/fuzzed.py` and `tests/fuzz/`. New inputs are not kept; what
breaks a reader is left in the working folder as `TARGET-crash-...`.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
with atheris.instrument_imports(include=["karamap"]):
    import fuzzed


def main(name: str, seconds: int) -> None:
    """Fuzz a target for some seconds."""
    fuzzed.run(name, b"")  # loads what is loaded once, which is no input's time
    with tempfile.TemporaryDirectory() as found:
        options = [f"-max_total_time={seconds}", "-rss_limit_mb=2048", "-timeout=20", f"-artifact_prefix={name}-"]
        atheris.Setup([sys.argv[0], found, str(fuzzed.CORPUS / name), *options], lambda data: fuzzed.run(name, data))
        atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))

"""Close the version of the tables: keep its files as an archive, so that it can be drawn later on.

To close the version that `gazetteer/theatre.toml` names, as released on a day::

    python tools/close_version.py 2026-12-15

Every row that differs from the version before must have its reason in the log (`karamap data-changes`). Give
`theatre.version` the name of the next version with the first change of a table.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from karamap.theatre.versions import close

ROOT = Path(__file__).parents[1]

if __name__ == "__main__":
    print(close(ROOT, date.fromisoformat(sys.argv[1])))

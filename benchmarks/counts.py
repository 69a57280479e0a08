"""Places announced as taken, counted from the tables, beside the totals that pages state.

Usage: python benchmarks/counts.py
"""

from __future__ import annotations

from datetime import date

from karamap.record.announcements import announced
from karamap.tables.data_folder import data_dir
from karamap.theatre import loader

DAYS = (date(2020, 10, 12), date(2020, 10, 21), date(2020, 10, 22), date(2020, 11, 9))


def main() -> None:
    """Print distinct places (and mentions) by what they were called, as known then and now."""
    record = loader.load(data_dir()).record
    for day in DAYS:
        for known_on in (day, None):
            counts = announced(record, day, known_on)
            words = ", ".join(f"{distinct} {kind} ({mentions})" for kind, (distinct, mentions) in counts.items())
            print(f"announced by {day}, {f'known on {known_on}' if known_on else 'all known'}: {words}")


if __name__ == "__main__":
    main()

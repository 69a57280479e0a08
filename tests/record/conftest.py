"""Totals in the small world."""

import pytest

from karamap.record.totals import compare_totals


@pytest.fixture
def compared(small_theatre):
    """The comparison of one total, with these values, in the small world."""

    def one(change=lambda _: None, **values):
        def told(world):
            world.add(
                "seeds/sources.csv",
                id="page-other",
                publisher="Another",
                side="none",
                witness="unknown",
                language="en",
                quality="original",
            )
            world.rows["seeds/totals.csv"][0].update(values)
            change(world)
            world.drop_unused_pages()

        loaded = small_theatre(told)
        (found,) = compare_totals(loaded.record, loaded.gazetteer)
        return found

    return one

"""The shipped tables, loaded once in a process: for tests that need them while they are collected."""

from functools import cache

from karamap.tables.data_folder import data_dir
from karamap.theatre import loader


@cache
def theatre():
    """The shipped theatre, checked; what was made for it is kept for the commands that tests run."""
    loaded = loader.load(data_dir())
    loaded.names.postings  # noqa: B018 - makes them, so that they are kept
    loader.keep(loaded)
    return loaded

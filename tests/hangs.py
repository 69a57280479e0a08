"""What must end, ends: a hang becomes a failed test, and a busy machine does not."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

SECONDS = 60
"""A thousand times what the work takes; only what does not end takes so long."""


@contextmanager
def finishing(seconds: int = SECONDS) -> Iterator[None]:
    """Raise TimeoutError inside the block if it has not ended after so many seconds."""

    def give_up(_signal: int, _frame: FrameType | None) -> None:
        raise TimeoutError(f"it did not end within {seconds} s")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)

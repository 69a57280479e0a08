"""Lets `python -m karamap` stand for the `karamap` command."""

import sys


def main() -> None:
    """Run the command; Ctrl-C ends it without a traceback, even before it has begun."""
    try:
        from karamap.cli import main as command  # noqa: PLC0415 - so that an interrupted import is caught

        command(prog_name="karamap")
    except KeyboardInterrupt:
        sys.exit(130)  # as the command itself after Ctrl-C


if __name__ == "__main__":
    main()

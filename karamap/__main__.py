"""Lets `python -m karamap` stand for the `karamap` command."""

from karamap.cli import main

if __name__ == "__main__":
    main(prog_name="karamap")

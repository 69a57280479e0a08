"""Dated, sourced statements about who holds which place, drawn as maps of territorial control.

    import karamap

    theatre = karamap.open()
    snapshot = theatre.snapshot("2020-10-22", known_on="2020-10-22")
    snapshot.areas
    snapshot.save("control.html")

What is offered here loads when it is first asked for: importing karamap by itself costs next to nothing.
"""

from typing import TYPE_CHECKING

__version__ = "0.2.0.dev0"

if TYPE_CHECKING:
    from karamap.api import Theatre, check, open
    from karamap.api.making import new
    from karamap.api.runs import Series, Snapshot
    from karamap.errors import (
        AmbiguousPlaceError,
        DataError,
        DateError,
        Fault,
        KaramapError,
        RenderError,
        UnknownDistrictError,
        UnknownPlaceError,
        VerificationError,
        WrongDistrictError,
    )
    from karamap.ground.evidence import Method
    from karamap.names.resolutions import Outcome
    from karamap.page.control_layer import ControlLayer
    from karamap.record.control import Show, Standing

__all__ = [
    "AmbiguousPlaceError",
    "ControlLayer",
    "DataError",
    "DateError",
    "Fault",
    "KaramapError",
    "Method",
    "Outcome",
    "RenderError",
    "Series",
    "Show",
    "Snapshot",
    "Standing",
    "Theatre",
    "UnknownDistrictError",
    "UnknownPlaceError",
    "VerificationError",
    "WrongDistrictError",
    "__version__",
    "check",
    "new",
    "open",
]

if not TYPE_CHECKING:  # a type checker that saw this would take any name for one of karamap's
    _HOMES = {
        "karamap.api": ("Theatre", "check", "open"),
        "karamap.api.making": ("new",),
        "karamap.api.runs": ("Series", "Snapshot"),
        "karamap.ground.evidence": ("Method",),
        "karamap.names.resolutions": ("Outcome",),
        "karamap.page.control_layer": ("ControlLayer",),
        "karamap.record.control": ("Show", "Standing"),
        "karamap.errors": tuple(name for name in __all__ if name.endswith("Error") or name == "Fault"),
    }
    _HOME_OF = {name: module for module, names in _HOMES.items() for name in names}

    def __getattr__(name: str) -> object:
        """Load one of the names in `__all__` when it is first asked for (PEP 562)."""
        if name not in _HOME_OF:
            raise AttributeError(f"module 'karamap' has no attribute {name!r}")
        from importlib import import_module  # noqa: PLC0415 - few need it

        value = globals()[name] = getattr(import_module(_HOME_OF[name]), name)
        return value

    def __dir__() -> list[str]:
        """What is offered."""
        return sorted(__all__)

"""What is true of one theatre and no other."""

from __future__ import annotations

STATE = "AZ"
"""The country of the borders in which the theatre lies; its outline cuts the cells."""


FRAME = (43.4, 37.6, 50.2, 42.2)
"""West, south, east, north of the base data, degrees; a coordinate outside it is a mistake."""

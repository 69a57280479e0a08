"""Lists of places by their grammar, and what their names mean."""

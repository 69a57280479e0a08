"""Asks a geocoder, at its user's wish, for coordinates of places that lack them."""

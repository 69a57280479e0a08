"""Dated, sourced statements about who holds which place, drawn as maps of territorial control."""

__version__ = "0.2.0.dev0"

"""Figures for print and slides from the drawing document: SVG of our own, and PNG, WebP, GIF and PDF made of it."""

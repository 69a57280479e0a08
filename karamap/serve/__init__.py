"""Answers other programs over HTTP on this machine: the gazetteer as a reconciliation service."""

"""What was said: parties, sources, claims, and who holds what by them on any day."""

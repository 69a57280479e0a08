"""What one sentence says of its places, given those before it."""

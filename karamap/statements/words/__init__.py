"""A sentence as words: tokens, phrases of the tables, and what stretches of it are to a list."""

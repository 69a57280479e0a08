"""A report of one day: Markdown with its tables, its sources numbered, and how it was made."""

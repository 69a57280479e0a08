"""Reading and writing files: curated CSV tables, and any file whole or not at all."""

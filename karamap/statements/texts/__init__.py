"""What sentences leave behind for those after them, and what is told of more than one place."""

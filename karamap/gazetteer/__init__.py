"""Where things are: places, the names they bear, the districts they belong to."""

"""Long work in parts: the same functions over chunks of input, in this process or on the workers of a Dask cluster."""

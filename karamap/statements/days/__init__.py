"""Days as texts write them, and what stands under them."""

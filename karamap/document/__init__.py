"""What is drawn and how it looks, without saying with what: one mapping of plain values."""

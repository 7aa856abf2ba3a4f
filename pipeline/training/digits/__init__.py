"""The reader of digits: cells are drawn and damaged, and a small network learns to read them."""

"""The reader of digits: cells are drawn and damaged, a small network learns them, and what it became is written down."""

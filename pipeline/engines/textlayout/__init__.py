"""How plain text lays out tables: one module a layout, each finds the stretches of lines that it can read."""

"""The parts of `tabulate`: furniture, joining over pages, tables without rules."""

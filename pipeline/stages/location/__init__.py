"""How `locate` finds the cells of a form: table lines, alignment of labels, one module a kind of table."""

"""Word documents: the package, its styles and numbering, and the body as nested items."""

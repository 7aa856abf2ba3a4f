"""Reading pictures of pages: `reader.py` puts it together, `tables.py` finds tables, `cells.py` reads their cells."""

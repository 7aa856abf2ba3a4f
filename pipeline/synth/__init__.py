"""Reports with known values: figures, then a document, then a file of some kind."""

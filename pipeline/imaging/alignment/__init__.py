"""Tables without upright rules: pieces of print, the rows and columns of figures, labels beside and headers above."""

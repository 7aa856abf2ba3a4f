"""Pure functions on strings: normalisation, numerals and units, label matching."""

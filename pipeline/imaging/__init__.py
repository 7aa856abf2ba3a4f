"""Pure functions on pictures: clean-up, ruling lines, grids, ink."""

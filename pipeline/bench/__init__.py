"""What the figures in docs/ are printed by."""

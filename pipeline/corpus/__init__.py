"""Across reports: what two or more of them say of each other."""

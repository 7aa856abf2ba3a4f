"""Fits what lies in `models/`."""

"""Engines that read pixels: cells by recognition alone, prose by detection and recognition, and which way is up."""

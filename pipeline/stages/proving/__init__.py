"""Parts of the stage `prove`."""

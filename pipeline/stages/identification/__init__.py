"""What `identify` knows of file contents: signatures, archives, compound files, marked-up text."""

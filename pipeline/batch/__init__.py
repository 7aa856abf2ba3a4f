"""From files on disk to records on disk: collecting inputs, reading each, writing what came out."""

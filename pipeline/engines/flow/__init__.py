"""From nested paragraphs, tables and pictures (docx, html) to blocks in reading order."""

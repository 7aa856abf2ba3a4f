"""How `outline` works: paragraphs out of lines, headings out of paragraphs, what stands before and after the report."""

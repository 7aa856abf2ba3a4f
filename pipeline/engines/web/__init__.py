"""Web pages: what is visible, where the report stands in the page, what the page says of it."""

"""What `describe` looks for: titles, agencies, regions, years and dates."""

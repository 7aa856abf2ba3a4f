"""Records as people and programs want them: JSON lines, Parquet, Excel, pages to look at."""

"""Pages of initiatives: reading, and writing."""

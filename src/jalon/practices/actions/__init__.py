"""What changes initiatives: loading the starter collection, and publishing what people write."""

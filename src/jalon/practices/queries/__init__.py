"""What is read of initiatives: those published, and those on their way."""

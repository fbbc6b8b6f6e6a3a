"""Documents, their passages, and what passages say about the elements of frameworks."""

"""One search over all rooms."""

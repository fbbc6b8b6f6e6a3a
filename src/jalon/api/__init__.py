"""The public API, put together from the rooms."""

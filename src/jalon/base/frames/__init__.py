"""The frames that all edges share: pages, commands and background jobs."""

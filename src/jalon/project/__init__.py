"""Settings, addresses, entry points and the `jalon` command: the rooms as one product."""

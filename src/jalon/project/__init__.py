"""Settings, addresses, server entry points and the `jalon` command: where the rooms become one product."""

"""Pages of accounts, people, bodies and duties."""

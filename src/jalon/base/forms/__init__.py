"""What people type about accounts, bodies and duties."""

"""What people type in the library."""

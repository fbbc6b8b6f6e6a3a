"""Work that other processes and machines may do, and how it is handed out to them."""

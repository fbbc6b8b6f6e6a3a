"""Pages that join rooms: home, objective, place, matrix."""

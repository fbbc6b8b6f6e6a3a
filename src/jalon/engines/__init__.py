"""Heavy work on text and numbers: plain typed Python, usable without the rest of Jalon."""

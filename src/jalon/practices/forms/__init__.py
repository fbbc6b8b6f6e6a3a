"""Forms of initiatives: filters of the list, and the sections of a draft."""

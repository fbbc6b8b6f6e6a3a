"""What a passage names and counts (bodies, instruments, figures, dates), and what it states.

Persons are not collected. Plain Python, usable alone: `find_entities(text, lang)`.
"""

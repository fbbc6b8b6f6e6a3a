"""Initiatives and practices: what was done, by whom, where, on which objectives."""

"""Joining what the rooms know into the pictures that pages show."""

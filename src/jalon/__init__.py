"""Jalon: implement, follow and review commitments on migration governance."""

__version__ = "0.1.0"

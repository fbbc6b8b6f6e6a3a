"""Frameworks of commitments, their elements, and crosswalks between them."""

"""Benchmarks on generated data, each a function from a size to one JSON object."""

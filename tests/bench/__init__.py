"""Benchmarks: each measures both sides of a ratio in one run and prints it."""

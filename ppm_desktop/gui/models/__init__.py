"""Models behind the lists."""

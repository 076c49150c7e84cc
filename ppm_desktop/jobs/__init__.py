"""The engine: claims jobs, runs operations, tells their progress."""

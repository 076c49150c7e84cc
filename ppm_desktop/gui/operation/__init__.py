"""The parts of the dialog that starts an operation: what is chosen, and what it would change."""

"""Pictures of the window: a module for each group of screens, whose ``pictures`` takes them in a `Studio`."""

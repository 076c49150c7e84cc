"""Stand-ins that behave: no mocks, no patches."""

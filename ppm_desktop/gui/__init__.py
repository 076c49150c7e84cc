"""The window: models, delegates, views and dialogs."""

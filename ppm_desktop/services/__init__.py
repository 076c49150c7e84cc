"""What the window and the command line ask for; every call may block and belongs in a worker thread."""

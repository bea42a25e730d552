"""The top of Home: its head and its filters."""

"""The editor: a routine of one's own, put together in the window."""

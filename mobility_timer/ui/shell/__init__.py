"""The window and what its pages share."""

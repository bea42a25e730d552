"""What the program asks of the desktop, and what the desktop asks of it."""

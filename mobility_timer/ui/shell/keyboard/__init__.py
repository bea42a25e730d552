"""What the keys do, on any keyboard."""

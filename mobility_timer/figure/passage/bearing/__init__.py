"""What bears the weight on the way."""

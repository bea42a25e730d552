"""What is said: which line comes when, how long it takes, and which gives way."""

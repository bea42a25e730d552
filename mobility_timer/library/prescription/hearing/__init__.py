"""What has been heard of a line, and how what it says is settled at its end."""

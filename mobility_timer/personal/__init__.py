"""What this person changed for themselves."""

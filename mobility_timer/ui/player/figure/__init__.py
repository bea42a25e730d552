"""The left half of the player: the figure."""

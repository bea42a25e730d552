"""Where we are: the clock, the transport and the player."""

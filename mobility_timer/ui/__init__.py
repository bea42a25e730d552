"""The window: pages in a stack that follow a player, and the one ticker that drives it."""

"""How far a session is: the marks of a set and the bar of all drills."""

"""What to do: drills, doses and routines, and the files they are written in."""

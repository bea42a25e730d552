"""How a body moves: skeleton, motions, poses. Pure numpy: no Qt, no clock, no files but text in."""

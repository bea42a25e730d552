"""How the rings of the body follow the bones."""

"""Progress: how one comes along, as a picture."""

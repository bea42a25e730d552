"""Sets laid down one by one: the gap that leads to each, its work, and what is to be heard."""

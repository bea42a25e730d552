"""The page of a drill of one's own."""

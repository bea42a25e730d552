"""A prescription as it is handed out, read line by line, and the draft of a routine from it."""

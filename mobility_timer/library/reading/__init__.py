"""From the text of a file to drills and routines, or to what is wrong with it."""

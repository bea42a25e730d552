"""The steps of a routine in the editor, from top to bottom."""

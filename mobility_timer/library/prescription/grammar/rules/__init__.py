"""The rules of the grammar: which items in a row say what. The longest one that fits is taken."""

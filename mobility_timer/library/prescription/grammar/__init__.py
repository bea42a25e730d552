"""The grammar of a line: its items, and the rules for what they say."""

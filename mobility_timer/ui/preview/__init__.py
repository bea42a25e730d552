"""Preview: a routine made to fit before it starts."""

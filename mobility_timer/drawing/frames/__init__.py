"""Frame sequences: made ahead, kept, and painted on the beat."""

"""When it happens: a routine compiled to a timeline of segments and cues."""

"""Other people's sound: lowered or paused while the coach speaks, and put back."""

"""What is said in words of its own: a pain rule, what is at hand, a load, days, when.

Each is a pattern of the text itself; what a note says is kept as it is written.
"""

"""What is heard: spoken lines, tones, and the processes that make and play them."""

"""What is in the picture: the figure, its props, the floor and the wall."""

"""The still things of a scene: floor, wall, furniture and props."""

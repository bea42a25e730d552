"""Single pictures: thumbnails and contact sheets."""

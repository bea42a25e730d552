import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from mobility_timer.drawing.raster.rasteriser import NOTHING, Scratch, rasterise

SIZE = 24
coordinate = st.floats(-6, SIZE + 6, width=32)
corner = st.tuples(coordinate, coordinate, st.floats(-1, 1, width=32))
triangles = st.lists(st.tuples(corner, corner, corner), min_size=1, max_size=4)


def drawn(soup, scratch=None):
    points = np.array(soup, np.float32).reshape(-1, 3)
    faces = np.arange(len(points), dtype=np.int32).reshape(-1, 3)
    return points, faces, rasterise(points, faces, SIZE, SIZE, scratch or Scratch())


def shares(points, x, y):
    """Barycentric shares of (x, y), or None for faces turned away."""
    (ax, ay, _), (bx, by, _), (cx, cy, _) = points.astype(float)
    area = (bx - ax) * (cy - ay) - (cx - ax) * (by - ay)
    if area > -1e-3:
        return None
    b = ((x - ax) * (cy - ay) - (y - ay) * (cx - ax)) / area
    c = ((y - ay) * (bx - ax) - (x - ax) * (by - ay)) / area
    return 1 - b - c, b, c


@given(triangles)
def test_each_pixel_shows_the_nearest_face_at_its_middle(soup):
    points, faces, seen = drawn(soup)
    for row in range(0, SIZE, 3):
        for column in range(0, SIZE, 3):
            found = [shares(points[face], column + 0.5, row + 0.5) for face in faces]
            clear = [s for s in found if s is not None and min(map(abs, s)) < 1e-3]
            if clear:
                continue
            depths = [
                float(np.dot(s, points[face][:, 2]))
                for s, face in zip(found, faces, strict=True)
                if s is not None and min(s) > 0
            ]
            shown = seen.depths[row, column]
            if not depths:
                assert shown == NOTHING
            else:
                assert abs(shown - max(depths)) < 2e-3


def test_faces_turned_away_are_not_seen():
    front = [(2, 2, 0), (2, 20, 0), (20, 2, 0)]
    assert drawn([front])[2].pixels.size > 100
    assert drawn([front[::-1]])[2].pixels.size == 0


def test_values_run_evenly_over_a_face():
    points, _, seen = drawn([[(0, 0, 0), (0, 24, 0), (24, 0, 0)]])
    value = points[:, 0] * 2 + points[:, 1]
    found = seen.interpolated(value, "test")
    x, y = seen.pixels % SIZE + 0.5, seen.pixels // SIZE + 0.5
    np.testing.assert_allclose(found, 2 * x + y, atol=1e-3)


def test_upright_and_level_edges_leave_no_gap():
    square = [[(4, 4, 0), (4, 16, 0), (16, 16, 0)], [(4, 4, 0), (16, 16, 0), (16, 4, 0)]]
    seen = drawn(square)[2]
    assert (seen.depths > NOTHING).sum() == 12 * 12
    assert set(seen.of_triangle(np.array([7, 9])).tolist()) == {7, 9}


def test_the_same_scratch_serves_pictures_of_any_size():
    scratch = Scratch()
    large = [[(0, 0, 0), (0, 24, 0), (24, 0, 0)]]
    first = drawn(large, scratch)[2].pixels.copy()
    drawn([[(0, 0, 0), (0, 3, 0), (3, 0, 0)]], scratch)
    np.testing.assert_array_equal(np.sort(drawn(large, scratch)[2].pixels), np.sort(first))

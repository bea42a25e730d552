import numpy as np
import pytest

from mobility_timer.figure.body.mesh import body_of
from mobility_timer.figure.body.muscles import glow
from mobility_timer.figure.body.region import Region

SOCKS = np.isin(body_of().regions, (Region.SOCK_LEFT, Region.SOCK_RIGHT))


@pytest.mark.parametrize("muscle", ["calf_left", "shin_right", "quad_left"])
def test_a_glow_ends_at_the_sock(muscle: str) -> None:
    assert glow((muscle,))[SOCKS].max() == 0.0
    assert glow((muscle,)).max() > 0.5


def test_what_lies_under_the_sock_shines_through() -> None:
    assert glow(("achilles_left",))[SOCKS].max() > 0.5

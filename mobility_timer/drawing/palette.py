"""Colours: of the window's tokens that the picture shares, and of the figure in both themes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from mobility_timer.routine import Side

Theme: TypeAlias = Literal["light", "dark"]
Colour: TypeAlias = tuple[int, int, int]


def colour(text: str) -> Colour:
    """#RRGGBB as three numbers 0..255."""
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


@dataclass(frozen=True)
class Palette:
    background: str
    surface: str
    floor: str
    joint: str
    room: str
    skirting: str
    wall: str
    wainscot: str
    wall_edge: str
    mat: str
    mat_edge: str
    wood: str
    rubber: str
    left: str
    right: str
    neutral: str
    skin: str
    top: str
    shorts: str
    trim: str
    hair: str
    band: str
    sole: str
    sock: str
    shoe: str
    lip: str
    eye: str
    glow: str
    shadow: str
    shade: float
    """How dark the shaded tone is, as a share of the lit one."""
    shadow_alpha: float

    def of_side(self, side: Side | None) -> str:
        """A side's colour, or the neutral one."""
        if side is None:
            return self.neutral
        return self.left if side is Side.LEFT else self.right


LIGHT: Final = Palette(
    background="#F4F1EC",
    surface="#FBFAF7",
    floor="#E3DACD",
    joint="#CFC3B2",
    room="#F0EBE2",
    skirting="#E9E2D7",
    wall="#E4DDD2",
    wainscot="#D8CEC0",
    wall_edge="#C6BBAB",
    mat="#BFD3D0",
    mat_edge="#9DB8B5",
    wood="#C6A984",
    rubber="#5C656D",
    left="#1A6793",
    right="#D4481F",
    neutral="#8A8F94",
    skin="#D99A72",
    top="#2F7F79",
    shorts="#2A3640",
    trim="#F3EFE8",
    hair="#3A2A26",
    band="#F0B545",
    sole="#FBFAF7",
    sock="#F7F5F0",
    shoe="#7E868C",
    lip="#B9755A",
    eye="#33231F",
    glow="#FF6B2C",
    shadow="#3B3A44",
    shade=0.72,
    shadow_alpha=0.50,
)
DARK: Final = Palette(
    background="#12181D",
    surface="#1B242B",
    floor="#242E36",
    joint="#36434D",
    room="#181F25",
    skirting="#212A31",
    wall="#27323A",
    wainscot="#2D3942",
    wall_edge="#3A4751",
    mat="#24424A",
    mat_edge="#37606A",
    wood="#6B5A47",
    rubber="#7C8790",
    left="#63B7E6",
    right="#FF8B61",
    neutral="#8A949B",
    skin="#E0A47C",
    top="#48A79E",
    shorts="#55697A",
    trim="#E8E4DC",
    hair="#5A4038",
    band="#F4C05A",
    sole="#FFFFFF",
    sock="#F7F5F0",
    shoe="#A3ACB2",
    lip="#BE7D62",
    eye="#2B1D19",
    glow="#FF7A3C",
    shadow="#000000",
    shade=0.72,
    shadow_alpha=0.60,
)
PALETTES: Final[dict[str, Palette]] = {"light": LIGHT, "dark": DARK}

"""The emblem of the European Union, drawn from its public geometry."""

from functools import cache
from math import cos, pi, sin

BLUE, GOLD = "#003399", "#ffcc00"
STARS, CENTRE_X, CENTRE_Y, RING, STAR = 12, 27.0, 18.0, 12.0, 2.0
PENTAGRAM = 0.381966
"""Inner over outer radius of a five-pointed star."""


@cache
def emblem_svg() -> str:
    """Return the emblem as SVG: twelve gold stars in a ring on blue, three by two."""
    stars = "".join(_star(2 * pi * rank / STARS) for rank in range(STARS))
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 54 36" width="54" height="36">'
        f'<rect width="54" height="36" fill="{BLUE}"/>{stars}</svg>'
    )


def _star(angle: float) -> str:
    across, down = CENTRE_X + RING * sin(angle), CENTRE_Y - RING * cos(angle)
    points = " ".join(
        f"{across + radius * sin(pi * rank / 5):.2f},{down - radius * cos(pi * rank / 5):.2f}"
        for rank in range(10)
        for radius in (STAR if rank % 2 == 0 else STAR * PENTAGRAM,)
    )
    return f'<polygon points="{points}" fill="{GOLD}"/>'

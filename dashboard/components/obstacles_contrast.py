"""Words written on a coloured cell: black or white, whichever reads best."""

from dashboard.components.palette import rgb

CHANNELS = (0.2126, 0.7152, 0.0722)
"""What red, green and blue weigh in the relative luminance of WCAG 2."""


def legible(background: str) -> str:
    """Return black or white, whichever contrasts most with a hexadecimal colour: 4.5:1 at least."""
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (channel / 255 for channel in rgb(background))
    ]
    luminance = sum(weight * part for weight, part in zip(CHANNELS, linear, strict=True))
    is_dark = 1.05 / (luminance + 0.05) > (luminance + 0.05) / 0.05
    return "#ffffff" if is_dark else "#000000"

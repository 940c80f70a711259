"""The colours of the printed document: those of the light theme, on white paper."""

TEXT = "#15262b"
MUTED = "#4a5d64"
ACCENT = "#0b6b6b"
ALERT = "#a8430c"
ALERT_PANEL = "#fdf1e8"
PANEL = "#f3f7f7"
BORDER = "#d3dede"
GRID = "#e4ebeb"
WITHHELD = "#c3cacc"
PAPER = "#ffffff"
BAR = "#63aba7"
SEQUENCE = ("#d3e8e5", "#9fcdc8", "#63aba7", "#2b8484", "#07504f")
"""Five teals from pale to deep: their lightness alone orders them, in black and white too."""

TEMPLATE = {
    "text": TEXT,
    "muted": MUTED,
    "accent": ACCENT,
    "alert": ALERT,
    "alert-panel": ALERT_PANEL,
    "panel": PANEL,
    "border": BORDER,
}
"""The colours the page layout uses, by the names it gives them."""

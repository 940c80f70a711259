"""Charig et al., British Medical Journal, 1986: two treatments, two sizes of kidney stones."""

import polars as pl

KIDNEY_STONES = pl.DataFrame(
    {
        "treatment": ["A", "A", "B", "B"],
        "size": ["small", "large", "small", "large"],
        "cured": [81, 192, 234, 55],
        "treated": [87, 263, 270, 80],
    }
)

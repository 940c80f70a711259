"""People who cannot be reached, as a band between the worst case and the best, never dropped."""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.components import charts
from dashboard.components.palette import Palette, translucent
from dashboard.disclosure import Released, share
from dashboard.formats import fraction, number, percent
from dashboard.reading.small_bases import without_rate

ROW_HEIGHT = 66
TICKS = (0, 25, 50, 75, 100)


@dataclass(frozen=True, slots=True)
class Band:
    """How many work on a day, at worst and at best, of how many; the rest cannot be reached."""

    worst: int
    unreachable: int
    base: int

    @property
    def best(self) -> int:
        """Return how many work if all who cannot be reached do."""
        return self.worst + self.unreachable

    @property
    def rates(self) -> tuple[float, float] | None:
        """Return both shares, None under the minimum base."""
        low, high = share(self.worst, self.base), share(self.best, self.base)
        return None if low is None or high is None else (low, high)

    @property
    def counted(self) -> str:
        """Return both cases with their base: `5 420 à 5 445/7 241`, or one when they agree."""
        if not self.unreachable:
            return fraction(self.worst, self.base)
        return f"{number(self.worst)} à {fraction(self.best, self.base)}"

    @property
    def told(self) -> str:
        """Return both shares, or why there is none."""
        if self.rates is None:
            return without_rate(self.base)
        low, high = (percent(rate, self.base) for rate in self.rates)
        return low if not self.unreachable else f"{low} à {high}"


def band_of(released: Released) -> Band:
    """Return the band of an indicator whose unknown are those who cannot be reached."""
    row = released.total.row(0, named=True)
    return Band(row["yes"], row["unknown"], row["yes"] + row["no"] + row["unknown"])


def chart(palette: Palette, bands: Mapping[int, Band]) -> charts.Spec:
    """Return one bar per day: working in the accent, then those who cannot be reached in grey."""
    days = list(bands)
    spec = charts.layout(palette, ROW_HEIGHT * len(days) + 36)
    spec |= {"barmode": "stack", "bargap": 0.7}
    spec["xaxis"] |= {
        "range": [0, 101],
        "tickmode": "array",
        "tickvals": list(TICKS),
        "ticktext": [percent(tick / 100, 0) for tick in TICKS],
    }
    spec["yaxis"] |= {"visible": False, "range": [len(days) - 0.6, -0.95]}
    ends = [band.rates or (0.0, 0.0) for band in bands.values()]
    working = _bars(palette.accent, [100 * low for low, _ in ends])
    between = _bars(palette.unknown, [100 * (high - low) for low, high in ends])
    whole = [100 - 100 * high if high else 0 for _, high in ends]
    faint = translucent(palette.border, 0.5)
    return {
        "data": [working, between, _bars(faint, whole), _words(palette, bands)],
        "layout": spec,
    }


def in_words(title: str, bands: Mapping[int, Band]) -> str:
    """Return the sentence that replaces the chart."""
    told = (f"à {days} jours, {band.told} ({band.counted})" for days, band in bands.items())
    return f"{title} : {' ; '.join(told)}."


def _bars(colour: str, lengths: list[float]) -> charts.Spec:
    return {
        "type": "bar",
        "orientation": "h",
        "y": list(range(len(lengths))),
        "x": lengths,
        "marker": {"color": colour, "line": {"width": 0}},
        "hoverinfo": "skip",
    }


def _words(palette: Palette, bands: Mapping[int, Band]) -> charts.Spec:
    return charts.words_at(
        palette,
        [0] * len(bands),
        [place - 0.42 for place in range(len(bands))],
        [f"À {days} jours · <b>{band.told}</b> · {band.counted}" for days, band in bands.items()],
    )

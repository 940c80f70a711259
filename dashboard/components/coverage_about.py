"""What the files of Couverture IAE depend on: public, method, and the reference of each place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dashboard.components.coverage_words import reference_origin
from dashboard.formats import NO_BREAK_SPACE, day, decimal
from dashboard.observatory.coverage_released import ReleasedCoverage
from pipelines.vocabulary.coverage import SupplyFamily

Several = Sequence[ReleasedCoverage]


@dataclass(frozen=True)
class About:
    """What figures depend on: `noun` is who is counted, in the singular."""

    first: ReleasedCoverage
    noun: str
    sources: tuple[str, ...]
    conditions: tuple[tuple[str, str], ...]


def about_of(several: Several, origin: str = "") -> About:
    """Gather what the figures of one or several départements depend on.

    `origin` is the source of a reference typed by the reader.
    """
    first = several[0]
    return About(
        first=first,
        noun=first.unit.noun,
        sources=sources(several),
        conditions=(*_common(several), *_references(several, origin)),
    )


def sources(several: Several) -> tuple[str, ...]:
    """Return the sources of the people counted, each once."""
    return tuple(sorted({source for released in several for source in released.sources}))


def counted_on(several: Several) -> str:
    """Return the dates people are counted on: `31/12/2025`."""
    return ", ".join(day(each) for each in sorted({released.counted_on for released in several}))


def _common(several: Several) -> Iterator[tuple[str, str]]:
    first = several[0]
    question = first.question
    yield "Public", f"{question.public.label}, {first.unit.label}"
    yield "Public compté au", counted_on(several)
    yield "Structures", SupplyFamily(question.family).label
    yield "Méthode", f"{first.method_label}, {first.max_minutes:.0f} minutes au plus"
    yield "ETP", "réalisés" if question.is_actual else "conventionnés"
    yield "Année de l'offre", str(first.year)


def _references(several: Several, origin: str) -> Iterator[tuple[str, str]]:
    """Yield the reference of each département, which is read beside its own."""
    for released in several:
        rate = f"{decimal(released.reference, 2)}{NO_BREAK_SPACE}ETP"
        told = f"{rate} pour 100 {released.unit.noun}s, {reference_origin(released, origin)}"
        where = f" ({_name(released)})" if len(several) > 1 else ""
        yield f"Référence{where}", told


def _name(released: ReleasedCoverage) -> str:
    return str(released.territories.filter(kind="department")["name"][0])

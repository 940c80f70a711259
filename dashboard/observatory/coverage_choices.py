"""What a question on coverage may choose from, and what is chosen when nothing is said."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from pipelines.vocabulary import PopulationUnit, TargetPublic

PREFERRED_UNITS = (
    PopulationUnit.SUBJECT_TO_DUTIES,
    PopulationUnit.INHABITANT,
    PopulationUnit.RECIPIENT,
    PopulationUnit.HOUSEHOLD,
    PopulationUnit.COVERED,
)
"""Units by preference: adults who may be hired first, then what is nearest to them."""
Counted = tuple[TargetPublic, PopulationUnit]


@dataclass(frozen=True, slots=True)
class PublicCount:
    """What a département is told of a public in a unit: communes with a row, known people.

    `is_known` is false when every count is withheld or missing.
    """

    department: str
    public: TargetPublic
    unit: PopulationUnit
    communes: int
    people: int
    is_known: bool = True


@dataclass(frozen=True, slots=True)
class CoverageChoices:
    """What a question may choose from, within a scope.

    `departments` are codes with their names, by name; `counts` say which publics are counted
    where, and in which unit; `years` are those of the posts of each département, the last first.
    """

    departments: Mapping[str, str]
    counts: tuple[PublicCount, ...]
    years: Mapping[str, tuple[int, ...]]

    def publics(self, departments: Collection[str]) -> tuple[Counted, ...]:
        """Return the publics counted in some of the départements, in the order they are offered."""
        found = {
            (count.public, count.unit) for count in self.counts if count.department in departments
        }
        return tuple(sorted(found, key=_rank))

    def years_of(self, departments: Collection[str]) -> tuple[int, ...]:
        """Return the years of the posts: the last one told by the most départements comes first."""
        told = [year for department in departments for year in self.years.get(department, ())]
        return tuple(sorted(set(told), key=lambda year: (-told.count(year), -year)))

    def usual(
        self, departments: Collection[str], public: TargetPublic | None = None
    ) -> Counted | None:
        """Return the public and the unit looked at when none is chosen; None without any count.

        The first public known somewhere, unless `public` is given; the unit known in the most
        départements, then told of the most communes, then preferred.
        """
        counts = [
            count
            for count in self.counts
            if count.department in departments and public in (None, count.public)
        ]
        known = [count for count in counts if count.people] or counts
        if not known:
            return None
        first = min((count.public for count in known), key=list(TargetPublic).index)
        ours = [count for count in known if count.public is first]
        return first, min({count.unit for count in ours}, key=lambda unit: _told(ours, unit))


def _told(counts: Collection[PublicCount], unit: PopulationUnit) -> tuple[int, int, int]:
    """Return the place of a unit: the most départements, then communes, then the preferred."""
    communes = [count.communes for count in counts if count.unit is unit]
    return -len(communes), -sum(communes), PREFERRED_UNITS.index(unit)


def _rank(counted: Counted) -> tuple[int, int]:
    public, unit = counted
    return list(TargetPublic).index(public), PREFERRED_UNITS.index(unit)

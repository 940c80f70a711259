"""People: their traits, and the hidden difficulty that sends them to one scheme or another."""

from dataclasses import dataclass

import numpy as np

from pipelines.samples.arrays import (
    ABSENT,
    Flags,
    Floats,
    Generator,
    Ints,
    answers,
    between,
    blank,
    chance,
    day,
    pick,
)
from pipelines.samples.profile import Profile
from pipelines.samples.setting import Setting
from pipelines.samples.sites import Site
from pipelines.vocabulary import Scheme

FEMALE, MALE, OTHER = 0, 1, 2
CITY = 10_000
CCAS_SHARE = (140, 540)
"""In the ACI, the RSA recipients whose lead caseworker is the CCAS, out of all the people."""
EDUCATION_SHARES = (0.08, 0.3, 0.45, 0.02, 0.07, 0.05, 0.03)
UNTOLD_EDUCATION = 0.05
INCOMPLETE_EVERY = 11
"""Where questionnaires are complete, one in so many of those of the first operation lacks one."""
TWO_IDS = 0.3
KNOWN_RSA = frozenset({Scheme.RSA_SUPPORT, Scheme.INTENSIVE_COACHING})


@dataclass(slots=True)
class People:
    """One array per trait, one position per person.

    `rank` is the place in the programme; `home` the true commune, `commune` the one written down;
    `has_two_ids` the people whom another scheme would know under another identifier; `traits` the
    yes/no columns of the pathway contract (1, 0 or ABSENT).
    """

    department: str
    number: Ints
    rank: Ints
    first_entry: Ints
    birth_year: Ints
    sex: Ints
    home: Ints
    commune: Ints
    difficulty: Floats
    education: Ints
    is_followed_by_ccas: Flags
    has_two_ids: Flags
    traits: dict[str, Ints]

    def __len__(self) -> int:
        return len(self.number)


def draw_people(rng: Generator, setting: Setting, site: Site, first: int, count: int) -> People:
    """Draw `count` people of a site, from place `first` of its programme."""
    rank = np.arange(first, first + count)
    home = site.draw_homes(rng, count)
    start = min(day(site.profile.since), setting.today - 365)
    entry = between(rng, start, setting.today, count)
    by_ccas = are_followed_by_ccas(site.profile, rank)
    traits = draw_traits(rng, site.profile, setting.communes.population[home] > CITY)
    traits["is_rsa_recipient"][by_ccas] = 1
    return People(
        department=site.programme.department,
        number=setting.numbering.take("participant", count),
        rank=rank,
        first_entry=entry,
        birth_year=years(entry) - draw_ages(rng, site.profile, count),
        sex=draw_sexes(rng, site.profile, count),
        home=home,
        commune=blank(rng, home, 0.01),
        difficulty=rng.normal(site.profile.difficulty, 1, count),
        education=draw_education(rng, site, entry),
        is_followed_by_ccas=by_ccas,
        has_two_ids=chance(rng, TWO_IDS, count),
        traits=traits,
    )


def years(days: Ints) -> Ints:
    """Return the calendar year of each day."""
    return days.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970


def draw_ages(rng: Generator, profile: Profile, count: int) -> Ints:
    """Draw ages in the year of the first entry."""
    low, mode, high = profile.ages
    return np.floor(rng.triangular(low, mode, high + 1, count)).astype(np.int64)


def draw_education(rng: Generator, site: Site, entry: Ints) -> Ints:
    """Draw levels of education, untold for some: at random, or planted where all else is told."""
    education = pick(rng, EDUCATION_SHARES, len(entry))
    if not site.profile.is_complete:
        return blank(rng, education, UNTOLD_EDUCATION)
    first = np.flatnonzero(entry <= site.periods[0].end)
    education[first[INCOMPLETE_EVERY - 1 :: INCOMPLETE_EVERY]] = ABSENT
    return education


def draw_sexes(rng: Generator, profile: Profile, count: int) -> Ints:
    """Draw sexes; the third one is planted apart."""
    return np.where(chance(rng, profile.women, count), FEMALE, MALE)


def plant_rare_sex(people: People, size: int) -> None:
    """Give the third sex to three people of a programme of `size` people, one if it is small."""
    places = (size // 7, size // 3, size // 2) if size >= 50 else (size // 2,)
    people.sex[np.isin(people.rank, places)] = OTHER


def are_followed_by_ccas(profile: Profile, rank: Ints) -> Flags:
    """Choose, evenly along the ranks, the people of the ACI followed by the CCAS."""
    if profile.scheme is not Scheme.ACI:
        return np.zeros(len(rank), dtype=bool)
    chosen, out_of = CCAS_SHARE
    return np.asarray((rank + 1) * chosen // out_of > rank * chosen // out_of)


def draw_traits(rng: Generator, profile: Profile, lives_in_city: Flags) -> dict[str, Ints]:
    """Draw the yes/no traits at entry, named as in the pathway contract."""
    count = len(lives_in_city)
    third_country = answers(rng, 0.12, 0.04, count)
    foreign = answers(rng, 0.1, 0.06, count)
    return {
        "is_rsa_recipient": answers(
            rng, profile.rsa, 0.0 if profile.scheme in KNOWN_RSA else 0.04, count
        ),
        "has_rqth": answers(
            rng, profile.rqth, 0.0 if profile.scheme is Scheme.MISPE_ESAT else 0.04, count
        ),
        "lives_in_qpv": answers(rng, np.where(lives_in_city, 0.25, 0), 0.05, count),
        "is_lone_parent": answers(rng, 0.22, 0.03, count),
        "is_third_country_national": third_country,
        "has_foreign_background": np.where(third_country == 1, 1, foreign),
        "is_homeless": answers(rng, 0.05, 0.03, count),
        "is_in_training": answers(rng, 0.04, 0.02, count),
    }

"""Networks of communes and structures drawn at random, and an opening in each."""

import numpy as np
import polars as pl

from pipelines.analysis.siting import Network, Opening

FARTHEST = 30.0


def drawn_network(seed: int) -> tuple[Network, Opening]:
    random = np.random.default_rng(seed)
    communes = [f"C{row}" for row in range(random.integers(2, 12))]
    structures = [f"S{row}" for row in range(random.integers(1, 6))]
    demand = random.integers(0, 200, len(communes)).astype(float)
    fte = random.integers(0, 40, len(structures)).astype(float)
    pairs = [(commune, structure) for commune in communes for structure in structures]
    times = pl.DataFrame(pairs, schema=["commune_code", "structure_id"], orient="row")
    network = Network(
        pl.DataFrame({"commune_code": communes, "demand": demand}),
        pl.DataFrame({"structure_id": structures, "fte": fte}),
        times.with_columns(minutes=random.uniform(0, 45, len(pairs))),
    )
    minutes = pl.DataFrame(
        {"commune_code": communes, "minutes": random.uniform(0, 45, len(communes))}
    )
    return network, Opening("NEW", float(random.integers(1, 30)), minutes)


def with_opening(network: Network, opening: Opening) -> Network:
    supply = pl.DataFrame({"structure_id": [opening.structure_id], "fte": [opening.fte]})
    times = opening.minutes.with_columns(structure_id=pl.lit(opening.structure_id))
    return Network(
        network.demand,
        pl.concat([network.supply, supply]),
        pl.concat([network.travel_times, times.select(network.travel_times.columns)]),
    )

"""Where to open in one département, timed: real commune points, invented people."""

import json
import statistics
import sys
import time
from functools import partial
from typing import Any

DEPARTMENT = "71"
MAX_MINUTES = 25.0
"""About the 15 km in a straight line of a rural commune."""
TIMES = 5
SHARE = 0.02
"""People to cover, by inhabitant."""


def siting() -> dict[str, Any]:
    """Choose 1, 3 and 5 sites among all communes: median seconds, people covered, proof."""
    from pipelines.analysis.accessibility import travel_times
    from pipelines.analysis.siting import SitingRules, maximal_covering
    from pipelines.territories import load_territories

    communes = load_territories().communes.filter(department_code=DEPARTMENT)
    places = communes.drop_nulls(["longitude", "latitude"])
    sites = places.select("longitude", "latitude", "commune_code", structure_id="commune_code")
    minutes = travel_times(places, sites, max_minutes=MAX_MINUTES).rename(
        {"structure_id": "site_code"}
    )
    demand = places.select("commune_code", demand=(SHARE * places["population"]).round())
    chosen = {}
    for count in (1, 3, 5):
        rules = SitingRules(count, MAX_MINUTES)
        ask = partial(maximal_covering, demand, minutes, list(places["commune_code"]), rules)
        seconds = []
        for _ in range(TIMES):
            start = time.perf_counter()
            found = ask()
            seconds.append(time.perf_counter() - start)
        chosen[str(count)] = {
            "seconds": statistics.median(seconds),
            "covered": found.newly_covered,
            "status": found.status,
        }
    return {"communes": places.height, "pairs": minutes.height, "sites": chosen}


def main() -> None:
    """Run the measure named by the first argument and print its JSON."""
    sys.stdout.write(json.dumps({"siting": siting}[sys.argv[1]]()))


if __name__ == "__main__":
    main()

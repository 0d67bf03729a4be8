"""The order of a round: due first, then the shortest way, within hours and a time budget. OR-Tools does the search.

Ways are straight lines × 1.3: no network of paths is known here, and in built-up quarters the way on the ground is
about a third longer than the straight one. A crossing that is far away (a river, a railway) is therefore not seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from commongrid.registry.places.coordinates import metres
from commongrid.work.patrol.terms import Mode

DETOUR = 1.3
METRES_A_MINUTE = {Mode.FOOT: 4_500 / 60, Mode.EBIKE: 15_000 / 60}
"""4.5 km/h on foot, 15 km/h by e-bike: a third under the 25 km/h an e-bike may reach (GB 17761), for stopping at doors."""
SOLUTIONS, SECONDS = 100, 5
"""The search ends after so many solutions, the same every time; on a slow machine after so many seconds."""
FEW = 10
"""So few places are in their best order once no swap helps; guided on, the search would wait for solutions that never come."""
MINUTE = 60
URGENT, OVERDUE, EACH_DAY, TODAY, SOON = 10**12, 100_000, 1_000, 50_000, 1_200
MOST_DAYS = 90
AT_ONCE = 5_000
"""What each second before an urgent place costs, in seconds of way: one goes there first."""


@dataclass(frozen=True, slots=True)
class Call:
    """One place to go to: `due_in` days (negative: overdue), `minutes` there, perhaps only within hours."""

    key: str
    lon: float
    lat: float
    minutes: int
    due_in: int = 0
    is_urgent: bool = False
    opens: int | None = None
    closes: int | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """A round to plan: its calls, where and when it begins (minutes since midnight), and how many minutes there are."""

    calls: Sequence[Call]
    begins: int
    budget: int
    start: tuple[float, float] | None = None
    mode: Mode = Mode.FOOT


@dataclass(frozen=True, slots=True)
class Leg:
    """One call in its turn: when one arrives (minutes since midnight) and the metres from the one before."""

    key: str
    arrives: int
    metres: int


@dataclass(frozen=True, slots=True)
class Way:
    """The round as planned: its legs, what did not fit, the metres in all and the minutes it takes."""

    legs: tuple[Leg, ...] = ()
    left_out: tuple[str, ...] = ()
    metres: int = 0
    minutes: int = 0


def distances(points: Sequence[tuple[float, float]]) -> NDArray[np.float64]:
    """Metres between every two points as they are walked: the straight line and a third more."""
    lons, lats = np.array([one[0] for one in points]), np.array([one[1] for one in points])
    return np.asarray(metres(lons[:, None], lats[:, None], lons[None, :], lats[None, :])) * DETOUR


def penalty(call: Call) -> int:
    """What leaving a call out costs, in seconds of way: the urgent never for the sake of others, the longest overdue last."""
    if call.is_urgent:
        return URGENT
    if call.due_in < 0:
        return OVERDUE + EACH_DAY * min(-call.due_in, MOST_DAYS)
    return TODAY if call.due_in == 0 else SOON // call.due_in


def plan(task: Task, *, solutions: int = SOLUTIONS, seconds: int = SECONDS) -> Way:
    """The order in which to go. The same task gives the same answer as long as the seconds suffice."""
    calls = [one for one in task.calls if _can_be_reached(one, task)]
    shut = tuple(one.key for one in task.calls if not _can_be_reached(one, task))
    if not calls:
        return Way(left_out=shut)
    points = [(one.lon, one.lat) for one in calls]
    first = [task.start] if task.start else points[:1]
    far = distances([*first, *points])
    if task.start is None:
        far[0, :] = 0  # nobody knows where it begins, so the first place is nobody's way
    found = _told(calls, far, _search(calls, far, task, solutions, seconds), task)
    return replace(found, left_out=(*found.left_out, *shut))


def _can_be_reached(call: Call, task: Task) -> bool:
    """Is there any moment in the budget at which the place may be looked at?"""
    ends = task.begins + task.budget
    opens = max(call.opens or 0, task.begins)
    closes = min(call.closes if call.closes is not None else ends, ends)
    return opens + call.minutes <= closes


def _search(
    calls: Sequence[Call], far: NDArray[np.float64], task: Task, solutions: int, seconds: int
) -> list[tuple[int, int]]:
    """Calls by index in the order they are made, and the second of the day each begins at."""
    # Heavy, and only the worker and this command need it.
    from ortools.constraint_solver import pywrapcp, routing_enums_pb2

    n = len(calls)
    manager = pywrapcp.RoutingIndexManager(n + 2, 1, [0], [n + 1])
    model: Any = pywrapcp.RoutingModel(manager)
    way = _seconds(far, task.mode)
    spent = np.array([0, *(one.minutes * MINUTE for one in calls), 0])
    model.SetArcCostEvaluatorOfAllVehicles(model.RegisterTransitMatrix(way.tolist()))
    lasting = model.RegisterTransitMatrix((way + spent[:, None]).tolist())
    ends = (task.begins + task.budget) * MINUTE
    model.AddDimension(lasting, task.budget * MINUTE, ends, False, "time")
    time = model.GetDimensionOrDie("time")
    time.CumulVar(model.Start(0)).SetValue(task.begins * MINUTE)
    for number, call in enumerate(calls, start=1):
        node = manager.NodeToIndex(number)
        opens = max(call.opens or 0, task.begins) * MINUTE
        closes = min(call.closes * MINUTE if call.closes is not None else ends, ends)
        time.CumulVar(node).SetRange(opens, closes - call.minutes * MINUTE)
        model.AddDisjunction([node], penalty(call))
        if call.is_urgent:
            time.SetCumulVarSoftUpperBound(node, task.begins * MINUTE, AT_ONCE)
    model.AddVariableMinimizedByFinalizer(time.CumulVar(model.End(0)))
    how = pywrapcp.DefaultRoutingSearchParameters()
    how.first_solution_strategy = routing_enums_pb2.FirstSolutionStrategy.PATH_CHEAPEST_ARC
    guided = routing_enums_pb2.LocalSearchMetaheuristic
    how.local_search_metaheuristic = guided.GUIDED_LOCAL_SEARCH if n >= FEW else guided.GREEDY_DESCENT
    how.solution_limit = solutions
    how.time_limit.FromSeconds(seconds)
    found = model.SolveWithParameters(how)
    return _read(model, manager, time, found) if found else []


def _seconds(far: NDArray[np.float64], mode: Mode) -> NDArray[np.int64]:
    """Seconds of way, with a last node that costs nothing: a round ends where it ends."""
    n = len(far)
    way = np.zeros((n + 1, n + 1), dtype=np.int64)
    way[:n, :n] = np.round(far / METRES_A_MINUTE[mode] * MINUTE)
    return way


def _read(model: Any, manager: Any, time: Any, found: Any) -> list[tuple[int, int]]:
    turns = []
    index = found.Value(model.NextVar(model.Start(0)))
    while not model.IsEnd(index):
        turns.append((manager.IndexToNode(index) - 1, found.Min(time.CumulVar(index))))
        index = found.Value(model.NextVar(index))
    return turns


def _told(
    calls: Sequence[Call], far: NDArray[np.float64], turns: Sequence[tuple[int, int]], task: Task
) -> Way:
    legs, before, taken = [], 0, {index for index, _ in turns}
    for index, second in turns:
        legs.append(Leg(calls[index].key, second // MINUTE, round(float(far[before, index + 1]))))
        before = index + 1
    left = tuple(one.key for number, one in enumerate(calls) if number not in taken)
    ends = legs[-1].arrives + calls[turns[-1][0]].minutes if legs else task.begins
    return Way(tuple(legs), left, sum(leg.metres for leg in legs), ends - task.begins)

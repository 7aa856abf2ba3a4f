"""How large figures usually are, by the row and column they stand in and the size of the agency."""

from __future__ import annotations

import math
import random
import re
from dataclasses import dataclass
from typing import Literal

Size = Literal["small", "middle", "large"]
SIZES: tuple[Size, ...] = ("small", "middle", "large")
Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Habit:
    """The range of a figure for small, middle and large agencies; `zero` how often it is simply 0 for each."""

    pattern: re.Pattern[str]
    ranges: tuple[Range, Range, Range]
    zero: tuple[float, float, float] = (0.6, 0.2, 0.0)


def _habit(pattern: str, *ranges: Range, zero: tuple[float, float, float] = (0.6, 0.2, 0.0)) -> Habit:
    small, middle, large = ranges
    return Habit(re.compile(pattern), (small, middle, large), zero)


RARE = (0.97, 0.8, 0.35)
# The first pattern that is found in the key counts. Ranges are of a logarithmic scale.
HABITS = (
    _habit(r"requests\.processed_total\.natural_person", (1, 14), (8, 400), (600, 5200), zero=(0.25, 0.0, 0.0)),
    _habit(r"requests\.processed_total\.business", (1, 3), (1, 60), (40, 900), zero=(0.8, 0.2, 0.0)),
    _habit(r"requests\.processed_total\.", (1, 2), (1, 9), (1, 140), zero=(0.96, 0.7, 0.2)),
    _habit(r"requests\.carried_out\.natural_person", (1, 2), (1, 24), (10, 380), zero=(0.8, 0.3, 0.0)),
    _habit(r"requests\.carried_out\.", (1, 1), (1, 4), (1, 40), zero=RARE),
    _habit(r"disclosure\.rules\.", (1, 1), (1, 3), (1, 160), zero=(1.0, 0.97, 0.2)),
    _habit(r"\.(issued|made|repealed)$", (1, 4), (1, 24), (6, 150), zero=(0.6, 0.15, 0.0)),
    _habit(r"\.published$", (1, 9), (2, 60), (10, 400), zero=(0.5, 0.1, 0.0)),
    _habit(r"\.(in_force|public_total)$", (1, 16), (8, 180), (90, 1400), zero=(0.4, 0.05, 0.0)),
    _habit(r"licensing\.decisions$", (1, 90), (40, 60_000), (90_000, 18_000_000), zero=(0.5, 0.05, 0.0)),
    _habit(r"penalties\.decisions$", (1, 60), (10, 9000), (30_000, 2_500_000), zero=(0.6, 0.1, 0.0)),
    _habit(r"compulsion\.decisions$", (1, 6), (1, 400), (500, 90_000), zero=(0.85, 0.4, 0.0)),
    _habit(r"other_services\.decisions$", (1, 400), (100, 300_000), (500_000, 40_000_000), zero=(0.5, 0.1, 0.0)),
    _habit(r"\.previous_items$", (1, 40), (4, 320), (60, 2400), zero=(0.5, 0.1, 0.0)),
    _habit(r"\.change$", (1, 5), (1, 40), (1, 900), zero=(0.8, 0.5, 0.2)),
    _habit(r"\.projects$", (1, 6), (1, 120), (60, 4000), zero=(0.6, 0.15, 0.0)),
    _habit(r"disputes\.reconsideration\.total", (1, 1), (1, 14), (8, 260), zero=(0.92, 0.4, 0.0)),
    _habit(r"disputes\.", (1, 1), (1, 6), (2, 140), zero=(0.97, 0.6, 0.05)),
    _habit(r"statistics\.channel_website", (20, 900), (600, 30_000), (30_000, 900_000), zero=(0.0, 0.0, 0.0)),
    _habit(r"statistics\.channel_(weibo|wechat)", (1, 300), (100, 9000), (6000, 160_000), zero=(0.5, 0.1, 0.0)),
    _habit(r"statistics\.(channel|ah)_", (1, 40), (10, 800), (200, 24_000), zero=(0.6, 0.3, 0.05)),
    _habit(r"statistics\.disclosed_items", (20, 900), (600, 40_000), (40_000, 900_000), zero=(0.0, 0.0, 0.0)),
    _habit(r"statistics\.normative_documents", (1, 6), (2, 60), (40, 900), zero=(0.5, 0.05, 0.0)),
    _habit(r"statistics\.(responses|press|online|policy|social|other_resp)", (1, 6), (1, 90), (20, 1600)),
    _habit(r"statistics\.replies", (1, 9), (6, 300), (400, 4800), zero=(0.5, 0.0, 0.0)),
    _habit(r"statistics\.(reconsideration|litigation)", (1, 1), (1, 9), (6, 210), zero=(0.95, 0.5, 0.0)),
    _habit(r"statistics\.complaints", (1, 1), (1, 3), (1, 30), zero=RARE),
    _habit(r"statistics\.(dedicated|reading)", (1, 2), (1, 30), (20, 400), zero=(0.3, 0.05, 0.0)),
    _habit(r"statistics\.staff", (1, 5), (3, 60), (80, 1800), zero=(0.1, 0.0, 0.0)),
    _habit(r"statistics\.(meetings|trainings)", (1, 4), (1, 40), (12, 420), zero=(0.3, 0.05, 0.0)),
    _habit(r"statistics\.trainees", (6, 80), (30, 1500), (900, 42_000), zero=(0.3, 0.05, 0.0)),
    _habit(r"fees\.amount$|request_fees$", (1, 60), (20, 90_000), (20_000, 900_000_000), zero=(0.7, 0.4, 0.1)),
    _habit(r"amount$|budget$", (600, 90_000), (20_000, 90_000_000), (8_000_000, 9_000_000_000), zero=(0.5, 0.2, 0.0)),
    _habit(r"", (1, 6), (1, 60), (10, 2000)),
)
# How a total is usually shared out among its parts; 1 where nothing is said.
WEIGHTS = {
    "new": 30.0, "carried_in": 0.9, "granted": 9.0, "partially_granted": 2.0, "unavailable_not_held": 7.0,
    "unavailable_needs_creation": 1.0, "denied_state_secret": 0.1, "denied_prohibited_by_law": 0.3,
    "denied_safety_stability": 0.2, "denied_third_party": 0.6, "denied_internal_affairs": 0.6,
    "denied_deliberative_process": 0.5, "denied_enforcement_file": 0.6, "denied_administrative_query": 0.5,
    "not_processed_petition": 0.8, "not_processed_repeated": 0.5, "not_processed_publication": 0.1,
    "not_processed_excessive": 0.2, "not_processed_reconfirmation": 0.2, "other": 1.2, "other_not_amended": 0.6,
    "other_fee_unpaid": 0.1, "other_else": 0.8, "closed_on_time": 20.0, "closed_extended": 0.6,
    "received_online": 8.0, "received_letter": 3.0, "received_in_person": 2.0, "received_fax": 0.3,
    "reply_granted": 8.0, "reply_already_public": 4.0, "staff_full_time": 1.0, "staff_part_time": 4.0,
    "reconsideration.upheld": 6.0, "litigation_direct.upheld": 6.0, "litigation_after_reconsideration.upheld": 6.0,
    "litigation.upheld": 6.0,
}  # fmt: skip
# A root that is usually a little more than another one.
FOLLOWS = {"received": "replies"}


def usual(key: str, size: Size, rng: random.Random) -> int:
    """A figure as it is usual for the key in an agency of that size; money in 元."""
    habit = next(habit for habit in HABITS if habit.pattern.search(key))
    index = SIZES.index(size)
    if rng.random() < habit.zero[index]:
        return 0
    low, high = habit.ranges[index]
    return round(math.exp(rng.uniform(math.log(low), math.log(high))))


def share_out(total: int, parts: tuple[str, ...], rng: random.Random) -> dict[str, int]:
    """The total over its parts, most of it on a few of them."""
    weights = [_weight(part, rng) for part in parts]
    scale = sum(weights)
    shared = [0] * len(parts) if total < 300 else [int(total * weight / scale) for weight in weights]
    for index in rng.choices(range(len(parts)), weights, k=total - sum(shared)):
        shared[index] += 1
    return dict(zip(parts, shared, strict=True))


def _weight(part: str, rng: random.Random) -> float:
    weight = WEIGHTS.get(part, 1.0)
    if weight <= 1 and rng.random() < 0.25:
        return 1e-9
    return weight * (0.15 + rng.random() ** 2)

"""What a bounded number leaves open, and when two numbers can both be true."""

from __future__ import annotations

from math import floor, inf, log10

from lagebild.model import Quantity

ABOUT = 0.1
"""Share by which a number given as "about" may be off."""
ALMOST = 0.15
"""Share by which "knapp" may fall short and "gut" may exceed."""
MAGNITUDE = 10
"""A magnitude word ("Hunderte") reaches up to the next one."""
ROUNDING = 0.1
"""Share by which a rounded number may differ from the exact one."""


def allowed(quantity: Quantity, size: float = 1.0) -> tuple[float, float]:
    """The interval a bounded number leaves open, both ends included; ``size`` is that of its unit."""
    low, high = (None if end is None else end * size for end in (quantity.low, quantity.high))
    bound = quantity.bound
    if bound == "approx" and low is not None and high is not None:
        return low * (1 - ABOUT), high * (1 + ABOUT)
    if bound == "almost" and high is not None:
        return high * (1 - ALMOST), high
    if bound == "vague" and low is not None:
        return low, low * MAGNITUDE
    if bound == "just_over" and low is not None:
        return low, low * (1 + ALMOST)
    return (-inf if low is None else low), (inf if high is None else high)


def agree(a: Quantity, b: Quantity, sizes: tuple[float, float] = (1.0, 1.0)) -> bool:
    """Whether both can be true at once of one thing. ``sizes`` are those of their units."""
    (low_a, high_a), (low_b, high_b) = allowed(a, sizes[0]), allowed(b, sizes[1])
    if low_a > high_b or low_b > high_a:
        return False
    strict_a = (a.bound == "more_than" and high_b <= low_a) or (a.bound == "less_than" and low_b >= high_a)
    strict_b = (b.bound == "more_than" and high_a <= low_b) or (b.bound == "less_than" and low_a >= high_b)
    return not (strict_a or strict_b)


def is_rounding(a: float, b: float) -> bool:
    """Whether one of two numbers is the other rounded to at most two leading digits."""
    if a <= 0 or b <= 0 or a == b or abs(a - b) > ROUNDING * max(a, b) or max(a, b) < 100:
        return False
    return any(_rounded(x, digits) == y for x, y in ((a, b), (b, a)) for digits in (1, 2))


def _rounded(value: float, digits: int) -> float:
    step = float(10.0 ** (floor(log10(value)) - digits + 1))
    return round(value / step) * step

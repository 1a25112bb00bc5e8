"""Static SVG charts: a timeline of a story and the numbers of a series. Accessible, no script, theme by CSS."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape
from math import ceil, floor, log10

from lagebild.report.sheet import NumberPoint, NumberRow, StorySheet

WIDTH = 680
LEFT = 150
RIGHT = 24
ROW = 32
TOP = 14
TICKS = 5
LETTER = 6.4
"""Width of a letter of a value, roughly, in the chart's units."""


def _day(text: str | None) -> date | None:
    """The first day an ISO date or interval covers; month and year count from their first day."""
    if not text:
        return None
    first = text.split("/", maxsplit=1)[0][:10]
    parts = first.split("-")
    try:
        numbers = [int(p) for p in parts]
        return date(numbers[0], numbers[1] if len(numbers) > 1 else 1, numbers[2] if len(numbers) > 2 else 1)
    except (ValueError, IndexError):
        return None


def _figure(height: int, title: str, description: str, parts: Sequence[str]) -> str:
    return (
        f'<svg class="chart" viewBox="0 0 {WIDTH} {height}" role="img" xmlns="http://www.w3.org/2000/svg">'
        f"<title>{escape(title)}</title><desc>{escape(description)}</desc>{''.join(parts)}</svg>"
    )


def _short(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def _printed(value: float) -> str:
    whole = f"{value:,.0f}" if value == int(value) else f"{value:,.2f}".rstrip("0")
    return whole.replace(",", "\u202f")


def _step(least: float) -> float:
    """The next round number: 1, 2 or 5 times a power of ten."""
    power = 10.0 ** floor(log10(least))
    return next(power * n for n in (1, 2, 5, 10) if power * n >= least)


def _value(text: str, a: float, b: float, y: float) -> str:
    """The words of a value: beside a dot where there is room, above a line, never over either or past the edge."""
    room = len(text) * LETTER
    if a == b and (b + 10 + room <= WIDTH or a - 10 - room >= LEFT):
        x, anchor = (b + 10, "start") if b + 10 + room <= WIDTH else (a - 10, "end")
        return f'<text class="value" x="{x:.1f}" y="{y + 4:.1f}" text-anchor="{anchor}">{escape(text)}</text>'
    x = max(LEFT, min(a, WIDTH - room))
    return f'<text class="value" x="{x:.1f}" y="{y - 8:.1f}" text-anchor="start">{escape(text)}</text>'


def number_chart(row: NumberRow) -> str | None:
    """Draw the numbers of a series, one line each, with their bounds; ``None`` if fewer than two differ.

    A dot is a stated value, a bar a range, an arrow an open bound ("more than", "up to"). Ordered by day.
    """
    shown: list[tuple[tuple[object, ...], NumberPoint]] = []
    for p in row.points:
        if p.low is not None or p.high is not None:
            key = (p.low, p.high, p.date, p.who)
            if key not in [k for k, _ in shown]:
                shown.append((key, p))
    values = [v for _, p in shown for v in (p.low, p.high) if v is not None]
    if len({(k[0], k[1]) for k, _ in shown}) < 2 or not values or max(values) <= 0:
        return None
    points = [p for _, p in shown][:16]
    step = _step(max(values) * 1.04 / TICKS)
    top = step * ceil(max(values) * 1.04 / step)
    scale = (WIDTH - LEFT - RIGHT) / top
    height = TOP + ROW * len(points) + 30
    parts = []
    for tick in range(round(top / step) + 1):
        x = LEFT + step * tick * scale
        parts.append(f'<line class="grid" x1="{x:.1f}" y1="{TOP}" x2="{x:.1f}" y2="{height - 26}"/>')
        label = _printed(round(step * tick, 6))
        parts.append(f'<text class="tick" x="{x:.1f}" y="{height - 10}" text-anchor="middle">{label}</text>')
    for i, p in enumerate(points):
        y = TOP + ROW * i + ROW / 2 + 4
        parts.append(f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{escape(_short(p.who, 20))}</text>')
        low, high = p.low, p.high
        a = LEFT + (low if low is not None else 0.0) * scale
        b = LEFT + (high if high is not None else top) * scale
        tip = f"<title>{escape(' · '.join(x for x in (p.date, p.words, p.who) if x))}</title>"
        if low is not None and low == high:
            parts.append(f'<circle class="dot" cx="{a:.1f}" cy="{y:.1f}" r="5">{tip}</circle>')
        else:
            kind = "range" if low is not None and high is not None else "open"
            parts.append(f'<line class="{kind}" x1="{a:.1f}" y1="{y:.1f}" x2="{b:.1f}" y2="{y:.1f}">{tip}</line>')
            if low is not None:
                parts.append(f'<circle class="dot" cx="{a:.1f}" cy="{y:.1f}" r="5"/>')
            if high is not None:
                parts.append(f'<circle class="dot" cx="{b:.1f}" cy="{y:.1f}" r="5"/>')
        text = _short(" · ".join(x for x in (p.words, p.date) if x), 52)
        parts.append(_value(text, a, b, y))
    words = "; ".join(f"{p.words} ({p.who}{', ' + p.date if p.date else ''})" for p in points)
    return _figure(height, row.label, words, parts)


def timeline_chart(story: StorySheet) -> str | None:
    """Draw the days on which claims turned, one dot a turn, coloured by standing; ``None`` below two days."""
    days = [(d, day.lines) for day in story.timeline if day.lines and (d := _day(day.day))]
    if len(days) < 2:
        return None
    first, last = days[0][0], days[-1][0]
    span = max((last - first).days, 1)
    most = min(max(len(lines) for _, lines in days), 8)
    height = 36 + 14 * most
    base = height - 24
    room = WIDTH - 80
    parts = [f'<line class="axis" x1="30" y1="{base}" x2="{WIDTH - 30}" y2="{base}"/>']
    before = -100.0
    for d, lines in days:
        x = 40 + room * (d - first).days / span
        if x - before > 70:
            parts.append(f'<text class="tick" x="{x:.1f}" y="{height - 6}" text-anchor="middle">{d.isoformat()}</text>')
            before = x
        for i, line in enumerate(lines[:8]):
            tip = f"<title>{escape(_short(line.text, 200))}</title>"
            y = base - 10 - 14 * i
            parts.append(f'<circle class="dot {line.standing}" cx="{x:.1f}" cy="{y:.1f}" r="5">{tip}</circle>')
    words = "; ".join(f"{d.isoformat()}: {len(lines)}" for d, lines in days)
    return _figure(height, story.title, words, parts)

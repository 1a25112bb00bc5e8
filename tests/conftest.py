"""Shared: the pictures of the invented stories, built once by the rules alone and once as shipped."""

from pathlib import Path

import pytest

from lagebild import workflow

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"


def pages(story):
    return sorted(str(p) for p in (EXAMPLES / story).iterdir())


@pytest.fixture(scope="session")
def chlorgas():
    return workflow.brief(pages("chlorgas"))


@pytest.fixture(scope="session")
def ferry():
    return workflow.brief(pages("ferry"))


@pytest.fixture(scope="session", params=["chlorgas", "ferry"])
def picture(request):
    return request.getfixturevalue(request.param)

"""Ray as it is started here."""

import os

import pytest

from scale_out import engine
from scale_out.errors import ScaleError


def test_ray_is_told_to_report_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    from ray._common.usage import usage_lib

    monkeypatch.delenv("RAY_USAGE_STATS_ENABLED", raising=False)
    assert usage_lib.usage_stats_enabled()
    for name, value in engine.VARIABLES.items():
        monkeypatch.setenv(name, value)
    assert not usage_lib.usage_stats_enabled()


def test_what_the_environment_says_of_reporting_does_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "environ", dict(os.environ) | {"RAY_USAGE_STATS_ENABLED": "1"})
    with pytest.raises(ScaleError, match=r"No Ray answers at 127\.0\.0\.1:1"), engine.running("127.0.0.1:1"):
        pass
    assert os.environ["RAY_USAGE_STATS_ENABLED"] == "0"


@pytest.mark.parametrize("address", ["ray://10.0.0.5:10001", "head", "10.0.0.5:", ":6379"])
def test_an_address_of_another_kind_is_told(address: str) -> None:
    with pytest.raises(ScaleError, match="is no address of a Ray cluster"), engine.running(address):
        pass

import os
import stat
from concurrent.futures import ThreadPoolExecutor

import pytest

from commongrid.config import environment, keys


@pytest.fixture
def house(tmp_path):
    return environment.read({"COMMONGRID_MODE": "demo", "COMMONGRID_VAR": str(tmp_path / "var")})


def test_a_demo_makes_its_keys_once_and_keeps_them_to_itself(house):
    first = keys.secret_key(house), keys.field_keys(house), keys.blind_index_key(house)
    assert first == (keys.secret_key(house), keys.field_keys(house), keys.blind_index_key(house))
    kept = list((house.var / "secrets").iterdir())
    assert sorted(file.name for file in kept) == ["blind_index_key", "field_keys", "secret_key"]
    assert {stat.S_IMODE(file.stat().st_mode) for file in kept} == {0o600}
    assert stat.S_IMODE((house.var / "secrets").stat().st_mode) == 0o700


def test_processes_that_start_together_agree(house):
    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(lambda _: keys.secret_key(house), range(32)))) == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_closed_folder_is_one_sentence(house):
    house.var.mkdir(mode=0o500)
    with pytest.raises(environment.BadEnvironment, match="COMMONGRID_VAR"):
        keys.secret_key(house)


def test_a_test_run_keeps_nothing(tmp_path):
    house = environment.read({"COMMONGRID_MODE": "test", "COMMONGRID_VAR": str(tmp_path / "var")})
    assert keys.secret_key(house)
    assert keys.field_keys(house)
    assert keys.blind_index_key(house) not in keys.field_keys(house).values()
    assert not (tmp_path / "var").exists()

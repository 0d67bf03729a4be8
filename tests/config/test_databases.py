import pytest

from commongrid.config import databases, environment


@pytest.mark.parametrize("version", [160000, 160004, 170002, 180006])
def test_new_enough_servers_are_taken(version):
    databases.refuse_old(version, "db.example")


def test_an_old_server_is_refused_by_name():
    with pytest.raises(databases.TooOld, match=r"db\.example is version 14\.9; Commongrid needs 16"):
        databases.refuse_old(140009, "db.example")


def test_every_new_connection_is_looked_at():
    class Info:
        server_version, host = 150003, "db.example"

    class Connection:
        connection = type("Raw", (), {"info": Info})

    with pytest.raises(databases.TooOld, match=r"15\.3"):
        databases.look_at_new_connection(Connection())


def test_the_given_database_is_used_with_a_pool_and_limits():
    found = environment.read(
        {
            "DATABASE_URL": "postgresql://a:b@c:1/d?sslmode=require",
            "COMMONGRID_PROCESS": "web",
            "COMMONGRID_POOL": "3",
        }
    )
    made = databases.default(found, "test_d")
    assert (made["NAME"], made["USER"], made["PASSWORD"], made["HOST"], made["PORT"]) == (
        "d",
        "a",
        "b",
        "c",
        "1",
    )
    assert made["OPTIONS"]["sslmode"] == "require"
    assert made["OPTIONS"]["pool"]["max_size"] == 3
    assert "idle_in_transaction_session_timeout=30s" in made["OPTIONS"]["options"]


def test_without_an_address_it_is_the_houses_own(tmp_path):
    found = environment.read({"COMMONGRID_VAR": str(tmp_path)})
    assert databases.default(found, "t")["HOST"] == str(tmp_path.resolve() / "pg")

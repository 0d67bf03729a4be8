"""bin/manage COMMAND …: a Django command on the city's database, which is made and started for it where it is not."""

import os
import subprocess

from commongrid.config.launch import city, house, setup
from commongrid.config.launch.house import PYTHON

# These look at code only.
NEED_NO_DATABASE = {
    "check",
    "help",
    "makemessages",
    "compilemessages",
    "findstatic",
    "collectstatic",
    "diffsettings",
    "version",
}
# These look at the tables as they stand, or change them themselves.
TAKE_TABLES_AS_THEY_ARE = {
    "prepare",
    "migrate",
    "makemigrations",
    "showmigrations",
    "sqlmigrate",
    "squashmigrations",
    "optimizemigration",
    "inspectdb",
    "dbshell",
    "flush",
}


def main(arguments: list[str]) -> int:
    setup.prepare()
    os.environ.setdefault("COMMONGRID_MODE", "demo")
    # People type load-pack; the file of the command is load_pack.py.
    named = (
        [arguments[0] if arguments[0].startswith("-") else arguments[0].replace("-", "_")]
        if arguments
        else []
    )
    command = [str(PYTHON), "-m", "django", *named, *arguments[1:]]
    if not arguments or arguments[0].lstrip("-") in NEED_NO_DATABASE:
        return subprocess.run(command, env=house.environment(), check=False).returncode
    with city.database():
        if not os.environ.get("DATABASE_URL") and arguments[0] not in TAKE_TABLES_AS_THEY_ARE:
            city.prepare()
        return subprocess.run(command, env=house.environment(), check=False).returncode


if __name__ == "__main__":
    house.run(main)

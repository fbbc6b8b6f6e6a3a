import pytest

from tests.contracts.source import PACKAGE, imported, name_of, python_files

ROOMS = sorted(file.parent.name for file in PACKAGE.glob("*/apps.py"))
FREE = {"project"}


def _door(module: str, comer: str = "") -> bool:
    parts = module.split(".")
    room, inside = parts[1], parts[2] if len(parts) > 2 else ""
    if inside == "api":
        return comer == "api"
    return inside in {"public", "apps"} or (room == "base" and inside == "frames")


@pytest.mark.parametrize("room", ROOMS)
def test_other_rooms_come_in_by_the_door(room: str) -> None:
    around = [
        f"{name_of(file)} imports {module}"
        for file in python_files()
        if name_of(file).split(".")[1:2] not in ([room], ["project"])
        for module in imported(file)
        if module.startswith(f"jalon.{room}.") and not _door(module, name_of(file).split(".")[1])
    ]

    assert around == []


def test_the_project_comes_in_by_the_door_too() -> None:
    around = [
        f"{name_of(file)} imports {module}"
        for file in python_files(PACKAGE / "project")
        for module in imported(file)
        if module.split(".")[0] == "jalon"
        and module.split(".")[1] in set(ROOMS) - FREE
        and not _door(module)
        and not module.startswith("jalon.base.registry")
    ]

    assert around == []

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from jalon.api.service import refusals
from jalon.project.command import COMMANDS
from jalon.project.variables import SETTINGS

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
REFERENCE = DOCS / "reference"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_CODE = re.compile(r"```.*?```", re.DOTALL)
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def _links(page: Path) -> Iterator[tuple[str, str]]:
    """Relative links of a page: file and anchor."""
    for target in _LINK.findall(_CODE.sub("", page.read_text(encoding="utf-8"))):
        if "://" not in target and not target.startswith("mailto:"):
            file, _hash, anchor = target.partition("#")
            yield file, anchor


def _anchors(page: Path) -> set[str]:
    heads = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    plain = (re.sub(r"[^\w\- ]", "", head.lower()) for head in heads)
    return {head.strip().replace(" ", "-") for head in plain}


def _direct(name: str) -> set[str]:
    """Names in a file of direct dependencies."""
    lines = (ROOT / "requirements" / f"{name}.in").read_text(encoding="utf-8").splitlines()
    found = (_NAME.match(line) for line in lines)
    return {match.group() for match in found if match}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    lost = []
    for file, anchor in _links(page):
        target = (page.parent / file) if file else page
        if not target.exists() or (anchor and anchor not in _anchors(target)):
            lost.append(f"{file}#{anchor}")

    assert lost == []


def test_every_setting_is_documented() -> None:
    text = (REFERENCE / "settings.md").read_text(encoding="utf-8")

    assert [setting.name for setting in SETTINGS if f"`{setting.name}`" not in text] == []


def test_every_command_is_documented() -> None:
    text = (REFERENCE / "commands.md").read_text(encoding="utf-8")

    assert [name for name in COMMANDS if f"## jalon {name}\n" not in text] == []


def test_every_code_of_a_refusal_is_documented() -> None:
    text = (REFERENCE / "errors.md").read_text(encoding="utf-8")
    ours = [kind.code for kind in refusals() if kind.__module__.startswith("jalon.")]

    assert [code for code in ours if f"| `{code}` |" not in text] == []


def test_guides_name_only_settings_and_codes_that_exist() -> None:
    known = {setting.name for setting in SETTINGS} | {"JALON_FILES", "JALON_INDEX"}
    guides = "".join(page.read_text(encoding="utf-8") for page in PAGES)

    assert set(re.findall(r"\bJALON_[A-Z_]+\b", guides)) - known == set()
    codes = {kind.code for kind in refusals()}
    ingesting = (DOCS / "how-to" / "ingest-documents.md").read_text(encoding="utf-8")
    assert set(re.findall(r"`((?:file|reading)-[a-z-]+)`", ingesting)) <= codes


def test_guides_name_only_commands_that_exist() -> None:
    guides = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    named = set(re.findall(r"(?:bin/|`)jalon ([a-z]+)\b", guides))

    assert named - set(COMMANDS) - {"manage"} == set()


def test_every_page_is_in_the_index() -> None:
    index = (DOCS / "README.md").read_text(encoding="utf-8")
    pages = [page.relative_to(DOCS).as_posix() for page in DOCS.rglob("*.md")]

    assert [page for page in pages if page != "README.md" and f"({page})" not in index] == []


def test_every_direct_dependency_has_a_licence_and_a_reason() -> None:
    text = (REFERENCE / "dependencies.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| ([\w.-]+) \| ([^|]+) \| [^|]+ \|$", text, re.MULTILINE))
    rows.pop("part", None)
    rows.pop("---", None)

    assert set(rows) == _direct("main") | _direct("dev") | _direct("uv")
    assert [name for name, licence in rows.items() if re.search(r"\bA?GPL", licence)] == []


def test_decisions_say_context_decision_and_consequences() -> None:
    for page in sorted((DOCS / "decisions").glob("*.md")):
        text = page.read_text(encoding="utf-8")
        heads = re.findall(r"^## (.*)$", text, re.MULTILINE)

        assert heads[:3] == ["Context", "Decision", "Consequences"], page.name
        assert re.search(r"Status: \w+", text), page.name
        assert len(text.splitlines()) <= 50, page.name


def test_the_citation_file_can_be_used() -> None:
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))

    assert {"cff-version", "message", "title", "authors", "version", "license"} <= set(cited)
    assert cited["cff-version"] == "1.2.0"
    assert cited["version"] == _version()


def test_publiccode_follows_the_standard() -> None:
    said = yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))

    needed = {
        *("publiccodeYmlVersion", "name", "url", "platforms", "developmentStatus"),
        *("softwareType", "description", "legal", "maintenance", "localisation"),
    }
    assert needed <= set(said)
    assert said["softwareVersion"] == _version()
    assert said["maintenance"]["type"] != "community" or said["maintenance"]["contacts"]
    for text in said["description"].values():
        assert len(text["shortDescription"]) <= 150
        assert 150 <= len(text["longDescription"]) <= 10_000
        assert text["features"]


def test_the_licence_is_whole() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")

    assert "Version 2.0, January 2004" in text
    assert "END OF TERMS AND CONDITIONS" in text


def _version() -> str:
    from jalon import __version__

    return __version__

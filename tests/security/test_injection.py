"""A03: what people, files and addresses bring stays text: in the database, in pages, in files."""

import csv
import io
import re
from itertools import product
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext

from jalon.base.frames.tables import csv_response, csv_text
from tests import walk
from tests.security.conftest import HOSTILE, Facts, dangers

pytestmark = pytest.mark.django_db

PARAMETERS = (
    *("q", "page", "only", "kind", "lang", "element", "place", "document", "year", "view", "table"),
    *("state", "show", "objective", "held", "by", "rows", "text", "format", "template", "language"),
    *("next", "limit", "framework", "search", "after", "since", "sort", "body", "back"),
)
"""Every parameter that an address reads, and some that none does."""

SQL = "'\" \\ %_ ' OR '1'='1' UNION SELECT email FROM base_person; DROP TABLE library_document; --"
TEMPLATES = "{{7*7}}{% debug %}${7*7}%s%n{0}{request.user}"
ATTACKS = (
    SQL,
    TEMPLATES,
    HOSTILE,
    "../../../../etc/passwd",
    "a\r\nSet-Cookie: evil=1",
    "\x0b\x1f\ufffe\u202e",
    "9" * 40,
    "-1",
    "٣",
)


def _broken(client: Client, path: str, query: str) -> str:
    """What is wrong with an answer; empty when it is an answer or a refusal in words."""
    answer = client.get(f"{path}?{query}" if "?" not in path else f"{path}&{query}")
    text = answer.getvalue().decode("utf-8", "replace") if answer.streaming else ""
    text = text or answer.content.decode("utf-8", "replace")
    attached = answer.headers.get("Content-Disposition", "")
    if answer.status_code >= 500:
        return str(answer.status_code)
    if "evil" in answer.headers.get("Set-Cookie", "") or "\n" in answer.headers.get("Location", ""):
        return "header"
    if "root:x:0" in text or "{49}" in text or "$49" in text or "49{%" in text:
        return "evaluated"
    if answer["Content-Type"].startswith("text/html") and not attached:
        return " ".join(dangers(text))
    return ""


def test_no_parameter_of_any_address_breaks_out(stranger: Client, facts: Facts) -> None:
    paths = {e.path.format_map(facts).partition("?")[0] for e in walk.EXAMPLES if not e.posted}
    found = {}
    for attack, path in product(ATTACKS, sorted(paths)):
        query = "&".join(f"{name}={quote(attack)}" for name in PARAMETERS)
        wrong = _broken(stranger, path, query)
        found.update({(path, attack): wrong} if wrong else {})

    assert found == {}


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Names of the parameters that were read since the set was cleared."""
    names: set[str] = set()
    for method in ("get", "getlist", "__getitem__"):
        real = getattr(QueryDict, method)

        def noted(query: QueryDict, name: str, *rest: Any, _real: Any = real) -> Any:
            names.add(name)
            return _real(query, name, *rest)

        monkeypatch.setattr(QueryDict, method, noted)
    return names


def test_each_parameter_alone_breaks_nothing(
    stranger: Client, facts: Facts, read: set[str]
) -> None:
    found = {}
    everything = "&".join(f"{name}=1" for name in PARAMETERS)
    for path in sorted({e.path.format_map(facts) for e in walk.EXAMPLES if not e.posted}):
        read.clear()
        _broken(stranger, path, everything)
        for name, attack in product(
            sorted(read & set(PARAMETERS)), (SQL, "9" * 40, "(" * 500 + '"' * 501)
        ):
            wrong = _broken(stranger, path, f"{name}={quote(attack)}")
            found.update({(path, name, attack): wrong} if wrong else {})

    assert found == {}


def test_values_never_become_part_of_a_statement(stranger: Client, facts: Facts) -> None:
    with CaptureQueriesContext(connection) as asked:
        stranger.get("/en/documents/", {"q": "zq'zq"})
        stranger.get("/en/report/", {"place": "zq'zq"})
        stranger.get("/api/v1/matrix", {"framework": "zq'zq", "document": "zq'zq"})

    shown = [query["sql"] for query in asked.captured_queries if "zq" in query["sql"]]
    assert all("zq''zq" in sql or "zq\\'zq" in sql for sql in shown), shown


@pytest.mark.parametrize(
    "value",
    ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "\n=1", "＝1+1", "＋1", "－1", "＠x", " =1+1"],
)
def test_no_cell_of_a_table_begins_a_formula(value: str) -> None:
    cell = next(csv.reader(io.StringIO(csv_text([[value]]), newline="")))[0]

    assert cell.startswith("'")


@pytest.mark.parametrize("value", ["a;=1+1", "a\t@x", "a\n=1", "a;-1"])
def test_no_other_separator_opens_a_cell_that_begins_a_formula(value: str) -> None:
    text = csv_text([[value]])

    assert not re.search(r"[;\t\n\r][=+@-]", text)


def test_numbers_and_plain_texts_of_tables_stay_as_they_are() -> None:
    assert csv_text([["a-b = c; d", -3, "2020-10-26"]]) == "a-b = c; d,-3,2020-10-26\r\n"


@pytest.mark.parametrize("name", ['a"; filename="evil.html', "a\r\nSet-Cookie: a=b", "é;.csv"])
def test_the_name_of_a_table_cannot_add_to_its_headers(name: str) -> None:
    said = csv_response(name, [["x"]])["Content-Disposition"]

    assert said.startswith("attachment; filename")
    assert "\n" not in said
    assert "\r" not in said
    assert not re.search(r'filename="evil', said)


@pytest.mark.parametrize("path", ["/en/matrix.csv?by=document", "/en/matrix.csv?by=place"])
def test_hostile_titles_are_disarmed_in_tables(stranger: Client, facts: Facts, path: str) -> None:
    text = stranger.get(path).content.decode()

    cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@", "\t", "\r"))]


def test_what_a_person_types_is_shown_as_text(editor: Client, facts: Facts) -> None:
    path = f"/en/documents/tags/{facts['tag']}/"
    answer = editor.post(
        path, {"wanted": "refused", "reason": HOSTILE}, headers={"HX-Request": "true"}
    )
    page = editor.get("/en/documents/fair-work/p/3")

    assert answer.status_code == 200
    assert dangers(answer.content.decode()) == []
    assert dangers(page.content.decode()) == []
    assert "&lt;script&gt;alert(1)" in page.content.decode()

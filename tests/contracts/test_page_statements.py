"""Pages ask the database rarely, and all they need before a template begins."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.template.base import Template
from django.template.context import Context
from django.test import Client
from django.test.utils import CaptureQueriesContext

from jalon.base.remembering import forget
from jalon.library.models import Passage, Tag
from jalon.library.rules import DocumentState, TagState
from jalon.search.public import rebuild
from tests import factories, walk

MOST_STATEMENTS = 15
MOST_OF_AN_ACT = 20  # it locks, writes and is recorded before its answer is shown
OBJECTIVES = tuple(f"gcm:{number}" for number in range(1, 24))
PLACES = ("PRT", "MAR", "PHL", "CAN", "002")


@pytest.fixture
def crowd(db: None) -> Iterator[dict[str, object]]:
    """About 50 documents, one of 40 passages, and 50 initiatives; gives the facts of paths."""
    factories.load_reference()
    folder = Path(settings.JALON_FILES)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "fair-work.txt").write_text("1. A paragraph.\n", encoding="utf-8")
    main = factories.make_document(slug="fair-work", file="fair-work.txt", body="Ministry")
    factories.make_document(slug=walk.KNOWN, state=DocumentState.KNOWN)
    documents = [main] * 40 + [factories.make_document(year=2000 + n % 20) for n in range(48)] * 2
    for number, document in enumerate(documents):
        _speak(document, number)
    for number in range(50):
        factories.make_initiative(
            slug=walk.INITIATIVE if number == 0 else f"initiative-no-{number}",
            objectives=(OBJECTIVES[number % 23], "gcm:6"),
            places=(PLACES[number % 5],),
            document=documents[-number],
        )
    rebuild()
    tag = Tag.objects.filter(document=main, state=TagState.SUGGESTED).latest("id")
    facts = {"language": "en", "document": main.slug, "batch": _upload()}
    yield facts | {"tag": tag.id, "passage": tag.passage_id}
    shutil.rmtree(settings.JALON_INDEX, ignore_errors=True)


def _speak(document: Any, number: int) -> Passage:  # Any: a document of the library
    """A passage with a decided tag, two suggestions and the mention of a place."""
    label = str(number + 1)
    text = f"Fees of recruitment {number} are paid by employers."
    passage = factories.make_passage(document, label=label, number=label, text=text, order=number)
    factories.make_tag(passage, code="gcm:6", state=TagState.CONFIRMED)
    for code in (OBJECTIVES[number % 23], OBJECTIVES[(number + 7) % 23]):
        if code != "gcm:6":
            factories.make_tag(passage, code=code, why=[{"kind": "words", "text": "fees"}])
    factories.make_mention(passage, PLACES[number % 5])
    return passage


def _upload() -> str:
    files = [SimpleUploadedFile(f"{n}.txt", f"1. Text {n}.".encode()) for n in range(20)]
    answer = Client().post("/en/documents/upload/", {"documents": files, "place": ""})
    return str(answer["Location"]).rstrip("/").rsplit("/", 1)[-1]


def _ask(client: Client, example: walk.Example, facts: dict[str, object]) -> int:
    """The status of the answer to an example."""
    path = example.path.format(**facts)
    if example.kind is walk.Kind.ACT:
        return client.post(path, dict(example.posted), headers={"HX-Request": "true"}).status_code
    answer = client.get(path)
    if answer.streaming:
        b"".join(answer)  # type: ignore[arg-type]  # served at once; the client closes it then
    return answer.status_code


def test_every_address_has_an_example() -> None:
    examples = {example.name for example in walk.EXAMPLES}

    assert set(walk.address_names()) - examples == set()
    assert examples - set(walk.address_names()) == set()


def test_pages_ask_the_database_few_times(
    client: Client, crowd: dict[str, object], record_property: Callable[[str, object], None]
) -> None:
    counts, statuses = {}, {}
    for example in walk.EXAMPLES:
        forget()
        with CaptureQueriesContext(connection) as asked:
            statuses[example.title] = _ask(client, example, crowd)
        own = [q for q in asked.captured_queries if "SAVEPOINT" not in q["sql"]]
        counts[example.title] = len(own)

    record_property("SQL statements by page", counts)
    assert {
        e.title: statuses[e.title] for e in walk.EXAMPLES if statuses[e.title] != e.status
    } == {}
    acts = {example.title for example in walk.ACTS}
    most = {title: MOST_OF_AN_ACT if title in acts else MOST_STATEMENTS for title in counts}
    assert {title: count for title, count in counts.items() if count > most[title]} == {}


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Queries that start while a template is shown; views and context processors run before."""
    noted: list[str] = []
    show = Template._render

    def watched(template: Template, context: Any) -> str:  # Any: as Django has it
        def note(execute: Any, sql: str, *rest: Any) -> Any:  # Any: the hook of Django
            noted.append(f"{template.name}: {sql[:200]}")
            return execute(sql, *rest)

        with connection.execute_wrapper(note):
            return show(template, context)

    monkeypatch.setattr(Template, "_render", watched)
    return noted


def test_no_query_starts_in_a_template(
    client: Client, crowd: dict[str, object], started: list[str]
) -> None:
    for example in walk.PAGES + walk.ACTS:
        _ask(client, example, crowd)

    assert started == []


@pytest.mark.django_db
def test_the_watch_on_templates_notices_a_query(started: list[str]) -> None:
    template = Template("{% for tag in tags %}{{ tag.id }}{% endfor %}", name="example")

    template.render(Context({"tags": Tag.objects.all()}))

    assert [line.partition(":")[0] for line in started] == ["example"]

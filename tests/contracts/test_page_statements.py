"""Pages ask the database rarely, and all they need before a template begins."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection, transaction
from django.template.base import Template
from django.template.context import Context
from django.test.utils import CaptureQueriesContext

from jalon.base.remembering import forget
from jalon.library.models import Tag
from tests import walk
from tests.asking import allowed, ask, asker
from tests.crowd import Crowd, crowded
from tests.roles import Role

MOST_STATEMENTS = 15
MOST_OF_AN_ACT = 20  # it locks, writes and is recorded before its answer is shown
OF_LARGE_ACTS = {
    "hand over": 24,  # it ends and begins duties, moves notices, and tells both people
    "change in the queue": 36,  # two decisions, each recorded and kept, and then the next question
    "read in a round": 24,  # it looks at both readers, and then for the next question
}


@pytest.fixture
def crowd(db: None) -> Iterator[Crowd]:
    """A full installation with somebody in every role."""
    with crowded() as made:
        yield made


def test_every_address_has_an_example() -> None:
    examples = {example.name for example in walk.EXAMPLES}

    assert set(walk.address_names()) - examples == set()
    assert examples - set(walk.address_names()) == set()


def _counted(crowd: Crowd, example: walk.Example, role: Role) -> tuple[int, int]:
    """Status and SQL statements of an answer; what an act changed is undone."""
    client = crowd.client(role)
    client.get("/en/bodies/")  # notes, once in ten minutes, when a session was seen last
    forget()
    with transaction.atomic(), CaptureQueriesContext(connection) as asked:
        status = ask(client, example, crowd.facts, htmx=example.kind is walk.Kind.ACT)
        transaction.set_rollback(True)
    return status, len([q for q in asked.captured_queries if "SAVEPOINT" not in q["sql"]])


def _askers(example: walk.Example) -> set[Role]:
    """A visitor, who has no session, and somebody signed in."""
    return {asker(example)} | (allowed(example) & {Role.VISITOR})


def test_pages_ask_the_database_few_times(
    crowd: Crowd, record_property: Callable[[str, object], None]
) -> None:
    counts, statuses = {}, {}
    for example in walk.EXAMPLES:
        for role in _askers(example):
            title = f"{example.title} ({role})"
            statuses[title], counts[title] = _counted(crowd, example, role)

    record_property("SQL statements by page and who asks", counts)
    told = {example.title: example for example in walk.EXAMPLES}
    wrong = {
        title: status
        for title, status in statuses.items()
        if status not in {told[title.rpartition(" (")[0]].status, 302}
    }
    assert wrong == {}
    acts = {example.title for example in walk.ACTS}
    most = {
        title: OF_LARGE_ACTS.get(plain, MOST_OF_AN_ACT) if plain in acts else MOST_STATEMENTS
        for title in counts
        if (plain := title.rpartition(" (")[0])
    }
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


def test_no_query_starts_in_a_template(crowd: Crowd, started: list[str]) -> None:
    for example in walk.PAGES + walk.HIDDEN + walk.ACTS:
        with transaction.atomic():
            ask(crowd.client(asker(example)), example, crowd.facts, htmx=True)
            transaction.set_rollback(True)

    assert started == []


@pytest.mark.django_db
def test_the_watch_on_templates_notices_a_query(started: list[str]) -> None:
    template = Template("{% for tag in tags %}{{ tag.id }}{% endfor %}", name="example")

    template.render(Context({"tags": Tag.objects.all()}))

    assert [line.partition(":")[0] for line in started] == ["example"]

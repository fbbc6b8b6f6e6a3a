"""Cards and indexes for the tests of search."""

from pathlib import Path

from jalon.engines.searching import Card, Index, Query, Results


def make_card(id_: str = "passage:1", text: str = "", **fields: object) -> Card:
    values: dict[str, object] = {"kind": id_.partition(":")[0], "title": "", "lang": "en"}
    return Card(id=id_, text=text, **(values | fields))  # type: ignore[arg-type]


def make_index(folder: Path, *cards: Card) -> Index:
    index = Index(folder / "index")
    index.create()
    index.write(cards)
    return index


def found(index: Index, text: str, **filters: object) -> list[str]:
    """The ids that a query finds, best first."""
    return [hit.id for hit in ask(index, text, **filters).hits]


def ask(index: Index, text: str, **filters: object) -> Results:
    return index.search(Query(text=text, **filters))  # type: ignore[arg-type]


def marked(results: Results, number: int = 0) -> list[str]:
    hit = results.hits[number]
    return [hit.snippet[start:end] for start, end in hit.marks]

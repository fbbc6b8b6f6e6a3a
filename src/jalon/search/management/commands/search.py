"""`jalon search QUERY`: ranked passages and records, with why."""

from collections.abc import Mapping
from typing import Any

from jalon.base.frames.commands import CommandParser, JalonCommand, positive
from jalon.kernel.languages import Language
from jalon.search.public import Hit, Query, find
from jalon.search.rules import KIND_WORDS, asked_of


class Command(JalonCommand):
    help = "Find passages, initiatives and documents; the best first, with the reason."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("query", help="Words, “phrases”, -words to leave out.")
        kinds, tags = list(KIND_WORDS), [tag.value for tag in Language]
        parser.add_argument(
            "--kind", action="append", default=[], choices=kinds, help=", ".join(kinds)
        )
        parser.add_argument(
            "--lang", action="append", default=[], choices=tags, help=", ".join(tags)
        )
        parser.add_argument("--element", action="append", default=[], help="Such as 6 or sdg:10.7.")
        parser.add_argument("--place", action="append", default=[], help="ISO 3166-1 alpha-3.")
        parser.add_argument(
            "--own-language",
            action="store_true",
            help="Only the words as they are; no other words of the same meaning or language.",
        )
        parser.add_argument("--limit", type=positive, default=20, help="Results at the most.")

    def run(self, options: Mapping[str, Any]) -> Mapping[str, Any]:
        lists = {name: options[name] for name in ("kind", "lang", "element", "place")}
        asked = asked_of(options["query"], lists=lists)
        found = find(
            Query(
                text=asked.text,
                kinds=asked.kind,
                langs=asked.lang,
                elements=asked.element,
                places=asked.place,
                limit=min(options["limit"], 1000),
                facets=False,
            ),
            other_languages=not options["own_language"],
        )
        return {
            "query": options["query"],
            "total": found.total,
            "took_ms": round(found.took_ms, 2),
            "relaxed": found.relaxed,
            "corrected": [list(pair) for pair in found.corrected],
            "hits": [_line(hit) for hit in found.hits],
        }

    def say(self, result: Mapping[str, Any]) -> str:
        lines = [f"{result['total']} found in {result['took_ms']} ms."]
        lines += [f"“{typed}” was read as “{read}”." for typed, read in result["corrected"]]
        if not result["total"]:
            lines.append("Try fewer or other words, or leave out filters.")
        if result["relaxed"]:
            lines.append("Nothing has all words; these have some of them.")
        for hit in result["hits"]:
            lines += [
                "",
                f"{hit['citation']}  [{hit['kind']}] {hit['title']}",
                f"  {hit['snippet']}",
            ]
            lines += [f"  {hit['why']}"] if hit["why"] else []
        return "\n".join(lines)


def _line(hit: Hit) -> Mapping[str, Any]:
    card = hit.card
    line: dict[str, Any] = {
        "id": card.id,
        "kind": card.kind,
        "title": card.title,
        "citation": card.citation,
        "snippet": hit.snippet,
        "score": round(hit.score, 4),
        "why": hit.why,
        "url": card.url,
        "document": card.document,
    }
    _before, found, label = card.url.rpartition("/p/")
    if card.kind == "passage" and found:
        line["label"] = label
    return line

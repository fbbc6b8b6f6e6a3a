from itertools import chain

import yaml

from jalon.engines.searching.equivalents import DATA, Group, key, standard_equivalents


def test_every_name_belongs_to_one_group() -> None:
    groups = yaml.safe_load((DATA / "equivalents.yaml").read_text(encoding="utf-8"))["groups"]

    names = [
        key(name)
        for group in groups
        for name in [*group["acronyms"], *chain(*group.get("names", {}).values())]
    ]

    assert sorted(set(names)) == sorted(names)


def test_usual_words_that_are_acronyms_are_marked_so() -> None:
    known = standard_equivalents()
    groups = {id(g): g for g in known._groups.values()}.values()

    for group in groups:
        for acronym in group.acronyms:
            assert not known.is_usual(key(acronym)) or known.is_only_capitals(acronym)


def test_a_name_is_found_in_any_spelling() -> None:
    group = standard_equivalents().group(
        "ORGANISATION internationale du travail", in_capitals=False
    )

    assert isinstance(group, Group)
    assert "ILO" in group.acronyms


def test_the_data_files_name_their_source() -> None:
    for name in ("equivalents.yaml", "stopwords.yaml"):
        data = yaml.safe_load((DATA / name).read_text(encoding="utf-8"))

        assert data["source"]
        assert data["as_of"]

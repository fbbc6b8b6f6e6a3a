"""`jalon learn`: what is learned from, when it is used, and how to go back."""

import io
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from django.core.management import call_command
from django.test import Client
from pytest_django import Settings

from jalon.base.models import Act
from jalon.base.public import SEES_ALL, SYSTEM, seeing
from jalon.engines.tagging import TAGGER_VERSION, PassageText, State
from jalon.engines.tagging.learning import Outcome
from jalon.library.actions.learning import go_back, learn_from_decisions, learn_if_due
from jalon.library.engine import packaged_tagger, shelf, tagger, tagger_version
from jalon.library.engine.packaged import card_in
from jalon.library.jobs import MODELS_CHECK
from jalon.library.queries.decisions import counts_of, decided_passages
from jalon.library.queries.models import held_out_lines
from jalon.library.rules import TagState
from jalon.library.rules.learning import NothingLearned, TooFewDecisions, f1_of, gain
from tests.factories import load_reference, make_body, make_document, make_passage, make_tag

pytestmark = pytest.mark.django_db
GOOD = "Employers pay the recruitment fees of workers in case {}."
BAD = "The football club pays recruitment fees for its goalkeeper in case {}."


@pytest.fixture(autouse=True)
def own_models(settings: Settings, tmp_path: Path) -> Iterator[None]:
    settings.JALON_MODELS = tmp_path / "models"
    load_reference()
    with seeing(SEES_ALL):
        yield


def _decide(*, documents: int = 6, each: int = 6, is_public: bool = True) -> None:
    """People confirm fees of workers and refuse those of goalkeepers."""
    owner = None if is_public else make_body()
    for _document in range(documents):
        document = make_document(is_public=is_public, owner=owner)
        for number in range(each):
            for text, state in ((GOOD, TagState.CONFIRMED), (BAD, TagState.REFUSED)):
                make_tag(make_passage(document, text=text.format(number)), state=state)


def _suggests(text: str) -> bool:
    (ranked,) = tagger().tag([PassageText(text=text.format(99), lang="en")])
    return any(one.code == "gcm:6" and one.state is State.SUGGESTED for one in ranked)


def test_what_people_refused_is_suggested_no_more() -> None:
    _decide()
    before = _suggests(GOOD), _suggests(BAD)

    card = learn_from_decisions("gcm", actor=SYSTEM)

    assert card["is_used"]
    assert (before, _suggests(GOOD), _suggests(BAD)) == ((True, True), True, False)
    assert card["after"]["f1"]["value"] > card["before"]["f1"]["value"]
    assert tagger_version() == f"{TAGGER_VERSION} {card['name']}"[:40]
    assert [act.act for act in Act.objects.filter(subject="model:gcm")] == ["use learned model"]


def test_a_dry_run_keeps_nothing() -> None:
    _decide()

    card = learn_from_decisions("gcm", dry_run=True, actor=SYSTEM)

    assert card["is_used"]
    assert (shelf.cards("gcm"), shelf.used("gcm"), _suggests(BAD)) == ([], "", True)


def test_what_is_not_better_is_not_used() -> None:
    for _document in range(6):
        document = make_document()
        for number in range(5):
            for state in (TagState.CONFIRMED, TagState.REFUSED):
                make_tag(make_passage(document, text=GOOD.format(number)), state=state)

    card = learn_from_decisions("gcm", actor=SYSTEM)

    assert not card["is_used"]
    assert shelf.used("gcm") == ""
    assert [one["name"] for one in shelf.cards("gcm")] == [card["name"]]


def test_going_back_takes_one_act() -> None:
    _decide()
    learn_from_decisions("gcm", actor=SYSTEM)

    now = go_back("gcm", actor=SYSTEM)

    assert (now, _suggests(BAD), tagger_version()) == ("", True, TAGGER_VERSION)
    with pytest.raises(NothingLearned):
        go_back("gcm", actor=SYSTEM)


def test_too_few_decisions_are_refused_and_nothing_is_kept() -> None:
    _decide(documents=2)

    with pytest.raises(TooFewDecisions, match="24 passages of 2 documents"):
        learn_from_decisions("gcm", actor=SYSTEM)

    assert shelf.cards("gcm") == []


def test_documents_that_are_not_public_are_left_out(settings: Settings) -> None:
    _decide(is_public=False)
    without = counts_of(decided_passages("gcm")).passages

    settings.JALON_LEARN_FROM_HIDDEN = True

    assert (without, counts_of(decided_passages("gcm")).passages) == (0, 72)


def test_a_passage_with_an_open_suggestion_is_not_decided_through() -> None:
    passage = make_passage()
    make_tag(passage, code="gcm:6", state=TagState.CONFIRMED)
    make_tag(passage, code="gcm:7")

    (found,) = decided_passages("gcm")

    assert (found.verdicts, found.is_whole) == ({"gcm:6": True}, False)


@pytest.mark.parametrize("damage", ["arrays", "card", "version"])
def test_a_model_that_does_not_fit_is_left_out_with_a_word(
    damage: str, caplog: pytest.LogCaptureFixture, client: Client
) -> None:
    _decide()
    name = learn_from_decisions("gcm", actor=SYSTEM)["name"]
    folder = Path(shelf._folder("gcm"))
    shelf._loaded.cache_clear()
    if damage == "arrays":
        (folder / f"{name}.npz").write_bytes(b"changed")
    elif damage == "card":
        (folder / f"{name}.json").unlink()
    else:
        card = json.loads((folder / f"{name}.json").read_text())
        (folder / f"{name}.json").write_text(json.dumps(card | {"fits": "3-old"}))

    page = client.get("/en/model/").content.decode()

    assert tagger() is packaged_tagger()
    assert "is not used" in caplog.text
    assert "does not fit this version" in page


def test_the_check_tells_of_a_model_that_cannot_be_used() -> None:
    _decide()
    name = learn_from_decisions("gcm", actor=SYSTEM)["name"]
    fine = list(MODELS_CHECK.run(False))
    (Path(shelf._folder("gcm")) / f"{name}.npz").unlink()

    (finding,) = MODELS_CHECK.run(False)

    assert fine == []
    assert "gcm" in finding.what
    assert "jalon learn" in finding.remedy


def test_the_card_is_a_public_page_and_says_nothing_of_documents(client: Client) -> None:
    _decide()
    card = learn_from_decisions("gcm", actor=SYSTEM)

    page = client.get("/en/model/").content.decode()
    (told,) = client.get("/api/v1/models").json()["data"]

    assert "In use: learned here." in page
    assert "Only public documents were learned from." in page
    assert told["sha256"] == card["sha256"]
    assert "seen" not in told


def test_the_worker_learns_when_there_is_enough_that_is_new(settings: Settings) -> None:
    _decide()
    never = learn_if_due()
    settings.JALON_LEARN_AFTER = 50

    assert (never, learn_if_due(), learn_if_due()) == (False, True, False)
    assert shelf.used("gcm")


def test_the_command_tells_what_came_out(capsys: pytest.CaptureFixture[str]) -> None:
    _decide()

    call_command("learn")
    said = capsys.readouterr().out
    call_command("learn", "--back", "--json")

    assert "used from now on" in said
    assert json.loads(capsys.readouterr().out) == {"framework": "gcm", "in_use": ""}


def test_a_framework_without_suggestions_learns_from_what_people_add() -> None:
    for _document in range(6):
        document = make_document()
        for number in range(8):
            for text, code in ((GOOD, "sdg:8"), (BAD, "sdg:3")):
                passage = make_passage(document, text=text.format(number))
                make_tag(passage, code=code, state=TagState.CONFIRMED)
                make_tag(passage, code="sdg:10", state=TagState.REFUSED)

    card = learn_from_decisions("sdg", actor=SYSTEM)

    assert card["after"]["f1"]["value"] > 0.9
    (ranked,) = tagger("sdg").tag([PassageText(text=BAD.format(7), lang="en")])
    assert [one.code for one in ranked if one.state is State.SUGGESTED] == ["sdg:3"]


def test_the_card_of_the_packaged_model_is_read_from_its_file() -> None:
    card = {"version": "abc", "held_out": {"all": {"n": 40, "first": 0.5}}}
    names = np.frombuffer(json.dumps({"card": card}).encode(), dtype=np.uint8)
    with_card, without = io.BytesIO(), io.BytesIO()
    np.savez(with_card, names=names)
    np.savez(without, other=names)

    found = card_in(with_card.getvalue())

    assert found == card
    assert card_in(without.getvalue()) is None
    assert held_out_lines(card)[0].shares == (0.5, None, None, None, None)


def _outcome(document: str, *, right: bool) -> Outcome:
    said = frozenset({"a"}) if right else frozenset({"b"})
    return Outcome(document=document, lang="en", true=frozenset({"a"}), suggested=said, first="a")


def test_a_gain_that_hangs_on_one_document_has_a_bound_at_zero() -> None:
    before = [_outcome(f"d{n % 6}", right=False) for n in range(60)]
    after = [_outcome(f"d{n % 6}", right=n % 6 == 0) for n in range(60)]

    value, low, _high = gain(before, after)

    assert value == pytest.approx(1 / 6)
    assert low == 0
    assert f1_of(before) == 0

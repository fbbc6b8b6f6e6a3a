import multiprocessing
import os
import resource
import signal
import time
from pathlib import Path

import pytest

from jalon.engines.searching import Index, IndexBusy, IndexDamaged, IndexNotWritten, Query
from jalon.engines.searching.folder import IndexFolder
from jalon.engines.searching.index import guarded
from tests.engines.searching.making import found, make_card, make_index

SPAWN = multiprocessing.get_context("spawn")


def other_version(folder: Path, generation: Path) -> None:
    generation.rename(folder / "00000000-000001")
    (folder / "current").write_text("00000000-000001")


def pointer_becomes_folder(folder: Path, _: Path) -> None:
    (folder / "current").unlink()
    (folder / "current").mkdir()


def lose_segments(_: Path, generation: Path) -> None:
    for path in generation.glob("*.*"):
        if path.suffix not in {".json", ".lock"}:
            path.unlink()


def overwrite_segments(_: Path, generation: Path) -> None:
    for path in generation.glob("*.*"):
        if path.suffix != ".json":
            path.write_bytes(b"rubbish" * 100)


DAMAGES = {
    "pointer": lambda folder, _: (folder / "current").write_bytes(b"\xff../x"),
    "elsewhere": lambda folder, _: (folder / "current").write_text("../elsewhere"),
    "unreadable": pointer_becomes_folder,
    "version": other_version,
    "meta": lambda _, generation: (generation / "meta.json").write_text("{"),
    "segments": lose_segments,
    "rubbish": overwrite_segments,
    "folder": lambda folder, _: (folder / "current").unlink(),
}


def hold_the_lock(folder: str, ready: "multiprocessing.synchronize.Event") -> None:
    with Index(folder).writer() as writer:
        writer.put([make_card("a:half")])
        ready.set()
        time.sleep(60)


def write_cards(folder: str, name: str, count: int) -> None:
    index = Index(folder)
    for number in range(count):
        index.write([make_card(f"{name}:{number}", "return")])


def write_on_a_full_disk(folder: str, refusals: "multiprocessing.Queue[str]") -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, 2_000))
    try:
        Index(folder).write(make_card(f"b:{n}", "return " * n) for n in range(3_000))
    except IndexNotWritten as refusal:
        refusals.put(refusal.code)
    else:
        refusals.put("written")


def test_a_card_replaces_the_card_of_the_same_id(tmp_path) -> None:
    index = make_index(tmp_path, make_card("a:1", "old"), make_card("a:1", "older"))

    index.write([make_card("a:1", "new")])

    assert (found(index, "old"), found(index, "new")) == ([], ["a:1"])
    assert index.count() == 1


def test_deleted_cards_are_found_and_counted_no_more(tmp_path) -> None:
    index = make_index(tmp_path, make_card("a:1", "return"), make_card("a:2", "return"))

    index.write(deletes=["a:1", "a:unknown"])

    assert found(index, "return") == ["a:2"]
    assert (index.count(), index.ids()) == (1, frozenset({"a:2"}))


def test_a_card_comes_back_as_it_was_written(tmp_path) -> None:
    card = make_card(
        "a:1", "text é 移", title="t", lang="fr", url="/u", place=("PRT", "002"),
        element=("gcm:6",), document="d", year=2020, state="confirmed", citation="A/75/542, 12",
    )  # fmt: skip

    index = make_index(tmp_path, card)

    assert index.search(Query(text="")).hits[0].card == card


def test_half_characters_and_endless_words_can_be_written(tmp_path) -> None:
    odd = make_card("a:\ud800", "x\ud800\0 " + "y" * 200_000, title="\ud800", document="\ud800")

    index = make_index(tmp_path, odd)

    assert index.count() == 1
    assert found(index, "x") == ["a:\ud800"]


def test_a_block_that_fails_changes_nothing(tmp_path) -> None:
    index = make_index(tmp_path, make_card("a:1", "return"))

    with pytest.raises(ZeroDivisionError):
        index.write((make_card("a:2", str(1 // number)) for number in (1, 0)), ["a:1"])

    assert index.ids() == {"a:1"}
    assert index.write([make_card("a:3")]) == 1


def test_another_reader_sees_changes_at_once(tmp_path) -> None:
    index = make_index(tmp_path)
    other = Index(index.folder)
    assert other.count() == 0

    index.write([make_card("a:1", "return")])

    assert found(other, "return") == ["a:1"]


def test_a_second_writer_is_refused_after_waiting(tmp_path) -> None:
    index = make_index(tmp_path)

    with (
        index.writer(),
        pytest.raises(IndexBusy) as refusal,
        Index(index.folder).writer(wait_seconds=0.1),
    ):
        pass

    assert refusal.value.code == "index-busy"
    assert "0.1 seconds" in str(refusal.value)


def test_a_killed_writer_leaves_no_lock_and_no_half_change(tmp_path) -> None:
    index = make_index(tmp_path, make_card("a:1"))
    ready = SPAWN.Event()
    process = SPAWN.Process(target=hold_the_lock, args=(str(index.folder), ready))
    process.start()
    assert ready.wait(30)

    with pytest.raises(IndexBusy), index.writer(wait_seconds=0.05):
        pass
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    index.write([make_card("a:2")])

    assert index.ids() == {"a:1", "a:2"}


def test_two_processes_write_in_turn_and_lose_nothing(tmp_path) -> None:
    index = make_index(tmp_path)
    writers = [
        SPAWN.Process(target=write_cards, args=(str(index.folder), name, 12)) for name in "ab"
    ]

    for process in writers:
        process.start()
    for process in writers:
        process.join(60)

    assert [process.exitcode for process in writers] == [0, 0]
    assert index.count() == 24


def test_many_edits_do_not_make_the_index_grow(tmp_path) -> None:
    index = make_index(tmp_path, *(make_card(f"a:{n}", "safe return " * 20) for n in range(200)))
    before = index.size_mb()

    for turn in range(80):
        index.write([make_card(f"a:{turn}", "safe return " * 20)])

    assert index.count() == 200
    assert index.size_mb() < before * 3 + 0.3


def test_a_rebuild_replaces_everything_and_sweeps(tmp_path) -> None:
    index = make_index(tmp_path, make_card("a:1", "return"))
    reader = Index(index.folder)
    assert reader.count() == 1

    count = index.rebuild(make_card(f"b:{n}", "return") for n in range(3))

    assert count == 3
    assert reader.ids() == index.ids() == {"b:0", "b:1", "b:2"}
    assert len([path for path in index.folder.iterdir() if path.is_dir()]) == 1


def test_readers_go_on_while_the_index_is_rebuilt(tmp_path) -> None:
    index = make_index(tmp_path, make_card("a:1", "return"))
    during = []

    def cards():
        during.append(found(index, "return"))
        yield make_card("b:1", "return")

    index.rebuild(cards())

    assert during == [["a:1"]]
    assert found(index, "return") == ["b:1"]


def test_a_rebuild_that_fails_keeps_the_old_index(tmp_path) -> None:
    index = make_index(tmp_path, make_card("a:1", "return"))

    with pytest.raises(ZeroDivisionError):
        index.rebuild(make_card("b:1", str(1 // number)) for number in (1, 0))

    assert index.ids() == {"a:1"}
    assert len([path for path in index.folder.iterdir() if path.is_dir()]) == 1


def damage(folder: Path, how: str) -> None:
    generation = next(path for path in folder.iterdir() if path.is_dir())
    DAMAGES[how](folder, generation)


@pytest.mark.parametrize("how", DAMAGES)
def test_a_damaged_index_says_so_and_can_be_rebuilt(tmp_path, how: str) -> None:
    folder = make_index(tmp_path, make_card("a:1", "return")).folder
    damage(folder, how)
    index = Index(folder)

    with pytest.raises(IndexDamaged, match="jalon check --repair"):
        index.search(Query(text="return"))
    index.rebuild([make_card("a:2", "return")])

    assert found(index, "return") == ["a:2"]


def test_a_reader_notices_when_the_index_is_taken_away(tmp_path) -> None:
    index = make_index(tmp_path, make_card("a:1"))
    assert (index.count(), index.exists()) == (1, True)

    damage(index.folder, "folder")

    assert not index.exists()
    with pytest.raises(IndexDamaged):
        index.count()


def test_an_index_that_was_never_made_is_refused(tmp_path) -> None:
    with pytest.raises(IndexDamaged, match="no index"):
        Index(tmp_path / "nowhere").ids()


def test_a_folder_that_cannot_be_written_is_a_refusal(tmp_path) -> None:
    (tmp_path / "file").write_text("not a folder")

    with pytest.raises(IndexNotWritten):
        Index(tmp_path / "file").create()


def test_a_full_disk_is_a_refusal_and_keeps_the_old_state(tmp_path) -> None:
    index = make_index(tmp_path, make_card("a:1"))
    refusals = SPAWN.Queue()
    process = SPAWN.Process(target=write_on_a_full_disk, args=(str(index.folder), refusals))

    process.start()
    code = refusals.get(timeout=60)
    process.join(60)

    assert code == "index-not-written"
    assert index.ids() == {"a:1"}
    assert index.write([make_card("a:2")]) == 1


def test_a_failed_check_inside_the_library_is_a_refusal(tmp_path) -> None:
    class PanicException(BaseException):
        pass

    with pytest.raises(IndexDamaged, match="do not fit together"), guarded(IndexFolder(tmp_path)):
        raise PanicException


def test_an_interruption_is_not_taken_for_damage(tmp_path) -> None:
    with pytest.raises(KeyboardInterrupt), guarded(IndexFolder(tmp_path)):
        raise KeyboardInterrupt

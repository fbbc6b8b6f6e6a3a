from jalon.engines.searching.bench import bench, passages, vocabulary


def test_the_vocabulary_has_no_word_twice() -> None:
    words = vocabulary(3_000)

    assert len(set(words)) == len(words) == 3_000


def test_the_same_seed_makes_the_same_passages() -> None:
    words = vocabulary(500)

    assert list(passages(50, words=words)) == list(passages(50, words=words))


def test_the_benchmark_measures_every_class_of_query() -> None:
    figures = bench(500, clients=(2,), words=5_000)

    assert figures.n == 500
    assert len(figures.by_class) == 13
    assert all(0 < times.p50_ms <= times.p95_ms for times in figures.by_class.values())
    assert figures.p50_ms["2"] <= figures.p95_ms["2"] <= figures.p99_ms["2"]

"""The best of many by rank: a tree of sums of maxima (Fenwick), for choices that must increase."""


class Ranks:
    """Scores by rank; the best score under a rank is found in few steps.

    >>> ranks = Ranks(5)
    >>> ranks.put(2, 1.5, 7)
    >>> ranks.best_before(2), ranks.best_before(3)
    ((0.0, -1), (1.5, 7))
    """

    def __init__(self, count: int) -> None:
        self._best: list[tuple[float, int]] = [(0.0, -1)] * (count + 1)

    def put(self, rank: int, score: float, place: int) -> None:
        """Keep a score and its place under a rank from 0."""
        node = rank + 1
        while node < len(self._best):
            self._best[node] = max(self._best[node], (score, place))
            node += node & -node

    def best_before(self, rank: int) -> tuple[float, int]:
        """The best score of all ranks below one, and its place; 0 and -1 when there is none."""
        best = (0.0, -1)
        while rank > 0:
            best = max(best, self._best[rank])
            rank -= rank & -rank
        return best

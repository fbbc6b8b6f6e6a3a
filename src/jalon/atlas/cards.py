"""What the atlas tells search: the names of places."""

from collections.abc import Mapping, Sequence

from jalon.atlas.queries import places


def place_labels(codes: Sequence[str]) -> Mapping[str, Mapping[str, str]]:
    """Names by language of places, by code."""
    return {code: place.name for code, place in places(codes).items()}

"""What the base knows: the record of acts, people, bodies and duties."""

from jalon.base.queries.record import acts_on, chained_acts, last_digest, line_of, newest_acts

__all__ = ["acts_on", "chained_acts", "last_digest", "line_of", "newest_acts"]

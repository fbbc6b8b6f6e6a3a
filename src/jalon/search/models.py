"""The queue of what must be indexed."""

from django.db import models


class PendingCard(models.Model):
    """A card that was written, changed or deleted since the index last heard of it.

    Rows are added in the transaction of the act and removed after the index has them, so a killed
    worker loses nothing.
    """

    card = models.CharField(max_length=200, help_text='Kind and id, such as "passage:12".')

    def __str__(self) -> str:
        return self.card

"""Tells Django about this room."""

from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    """The room `reviews`."""

    name = "jalon.reviews"
    label = "reviews"

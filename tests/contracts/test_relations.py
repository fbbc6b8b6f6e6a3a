from django.apps import apps
from django.db.models import ForeignKey, ManyToManyField

FLOORS = ["base", "search", "atlas", "frameworks", "library", "practices", "reviews", "pages"]


def _ours() -> list[ForeignKey | ManyToManyField]:
    return [
        field
        for model in apps.get_models()
        if model._meta.app_label in FLOORS
        for field in (*model._meta.local_fields, *model._meta.local_many_to_many)
        if isinstance(field, (ForeignKey, ManyToManyField))
    ]


def _is_hidden(field: ForeignKey | ManyToManyField) -> bool:
    return str(field.remote_field.related_name).endswith("+")


def test_relations_go_down_or_stay() -> None:
    upward = [
        str(field)
        for field in _ours()
        if FLOORS.index(field.related_model._meta.app_label)
        > FLOORS.index(field.model._meta.app_label)
    ]

    assert upward == []


def test_relations_have_no_name_on_the_other_side() -> None:
    named = [str(field) for field in _ours() if not _is_hidden(field)]

    assert named == []

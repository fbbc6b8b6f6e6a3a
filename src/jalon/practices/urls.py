"""Addresses of this room."""

app_name = "practices"
urlpatterns: list[object] = []

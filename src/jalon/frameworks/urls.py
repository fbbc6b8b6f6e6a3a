"""Addresses of this room."""

app_name = "frameworks"
urlpatterns: list[object] = []

"""Addresses of accounts, people and bodies."""

from django.urls import path

from jalon.base.views import accounts

app_name = "base"
urlpatterns = [
    path("account/", accounts.account, name="account"),
    path("invitations/<str:secret>/", accounts.invitation_show, name="invitation"),
]

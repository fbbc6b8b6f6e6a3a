"""Addresses of accounts, people, bodies, histories and work."""

from django.urls import path

from jalon.base.views import accounts, bodies, history, notices

app_name = "base"
urlpatterns = [
    path("account/", accounts.account, name="account"),
    path("account/notices/", notices.notice_settings, name="notice-settings"),
    path("account/sessions/", accounts.session_list, name="sessions"),
    path("account/sessions/end/", accounts.session_end_others, name="sessions-end"),
    path("account/sessions/<int:session_id>/end/", accounts.session_end, name="session-end"),
    path("unsubscribe/<str:token>/", notices.mail_end, name="mail-end"),
    path("inbox/", notices.inbox, name="inbox"),
    path("inbox/read/", notices.inbox_read, name="inbox-read"),
    path("inbox/<int:notice_id>/", notices.notice_open, name="notice-open"),
    path("inbox/<int:notice_id>/read/", notices.notice_read, name="notice-read"),
    path("inbox/<int:notice_id>/unread/", notices.notice_unread, name="notice-unread"),
    path("inbox/<int:notice_id>/done/", notices.notice_done, name="notice-done"),
    path("invitations/<str:key>/", accounts.invitation_show, name="invitation"),
    path("bodies/", bodies.body_list, name="bodies"),
    path("bodies/new/", bodies.body_found, name="body-found"),
    path("bodies/<slug:slug>/", bodies.body_show, name="body"),
    path("bodies/<slug:slug>/describe/", bodies.body_describe, name="body-describe"),
    path("bodies/<slug:slug>/close/", bodies.body_close, name="body-close"),
    path("bodies/<slug:slug>/open-again/", bodies.body_open_again, name="body-open-again"),
    path("bodies/<slug:slug>/people/", bodies.body_people, name="body-people"),
    path("duties/<int:duty_id>/end/", bodies.duty_end, name="duty-end"),
    path(
        "bodies/invitations/<int:invitation_id>/take-back/",
        bodies.invitation_take_back,
        name="invitation-take-back",
    ),
    path("history/<slug:kind>/<str:key>/", history.history_show, name="history"),
    path("work/", history.work, name="work"),
    path("people/", bodies.person_list, name="people"),
    path("people/<int:person_id>/hand-over/", bodies.person_hand_over, name="hand-over"),
    path("people/<int:person_id>/close/", bodies.person_close, name="person-close"),
    path("people/<int:person_id>/open-again/", bodies.person_open_again, name="person-open-again"),
]

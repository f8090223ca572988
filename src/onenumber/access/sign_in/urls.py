"""Sign-in pages under our own addresses; the names are allauth's, which its code asks for."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.socialaccount import views as social
from django.urls import URLPattern, path, re_path

from onenumber.access.views.failures import nothing_here
from onenumber.access.views.organisation import callback, sign_in
from onenumber.access.views.own_sign_ins import end_sign_in, own_sign_ins
from onenumber.access.views.second_factor import set_up_app, totp_picture
from onenumber.access.views.signed_out import clearing
from onenumber.access.views.unprocessable import unprocessable as checked

urlpatterns: list[URLPattern] = [
    path("sign-in/", checked(account.login), name="account_login"),
    path("sign-out/", clearing(account.logout), name="account_logout"),
    path("sign-in/not-active/", account.account_inactive, name="account_inactive"),
    path("sign-in/again/", checked(account.reauthenticate), name="account_reauthenticate"),
    path("sign-in/password/", checked(account.password_change), name="account_change_password"),
    path("sign-in/password/forgotten/", checked(account.password_reset), name="account_reset_password"),
    path("sign-in/password/sent/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^sign-in/password/new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        checked(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(
        "sign-in/password/changed/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("sign-in/code/", checked(mfa.authenticate), name="mfa_authenticate"),
    path("sign-in/code/again/", checked(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("sign-in/second-factor/", mfa.index, name="mfa_index"),
    path("sign-in/second-factor/app/", checked(set_up_app), name="mfa_activate_totp"),
    path("sign-in/second-factor/app/picture.svg", totp_picture, name="totp_picture"),
    path("sign-in/second-factor/app/remove/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("sign-in/second-factor/codes/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "sign-in/second-factor/codes/new/",
        checked(recovery.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "sign-in/second-factor/codes/file/",
        recovery.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path("sign-in/organisation/", sign_in, name="organisation_login"),
    path("sign-in/organisation/back/", callback, name="organisation_callback"),
    path("sign-in/organisation/stopped/", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("sign-in/yours/", own_sign_ins, name="own_sign_ins"),
    path("sign-in/yours/<int:number>/end/", end_sign_in, name="end_sign_in"),
    # Names that allauth asks for and this service has no page for: nobody signs up or changes their address.
    path("sign-in/none/signup/", nothing_here, name="account_signup"),
    path("sign-in/none/email/", nothing_here, name="account_email"),
    path("sign-in/none/verify/", nothing_here, name="account_email_verification_sent"),
    path("sign-in/none/password/", nothing_here, name="account_set_password"),
    path("sign-in/none/connections/", nothing_here, name="socialaccount_connections"),
    path("sign-in/none/join/", nothing_here, name="socialaccount_signup"),
]

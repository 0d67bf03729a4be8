"""Who may sign in: staff with an account an administrator made. Nobody signs up here."""

from typing import Any

SETTINGS: dict[str, Any] = {
    "ACCOUNT_ADAPTER": "commongrid.config.adapters.StaffAdapter",
    "ACCOUNT_LOGIN_METHODS": {"username"},
    "ACCOUNT_SIGNUP_FIELDS": ["username*", "password1*"],
    "ACCOUNT_EMAIL_VERIFICATION": "none",
    "ACCOUNT_UNIQUE_EMAIL": False,
    "ACCOUNT_PRESERVE_USERNAME_CASING": False,
    "ACCOUNT_SESSION_REMEMBER": True,
    # Every other device is signed out all the same: its session holds the old password's digest.
    "ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE": False,
    "ACCOUNT_RATE_LIMITS": {"login_failed": "10/5m/ip,5/5m/key", "login": "60/m/ip"},
    "MFA_SUPPORTED_TYPES": ["totp", "recovery_codes"],
    "MFA_TOTP_ISSUER": "Commongrid",
    # Staff accounts come from the administrator; many have no mail address to verify.
    "MFA_ALLOW_UNVERIFIED_EMAIL": True,
    "LOGIN_URL": "account_login",
    "LOGIN_REDIRECT_URL": "/desk/",
    "LOGOUT_REDIRECT_URL": "/",
}

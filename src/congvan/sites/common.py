"""The Django settings that node and hub share."""

from typing import Any
from urllib.parse import unquote, urlparse

from congvan.base import logs
from congvan.sites.configuration import Site


def common_settings(site: Site) -> dict[str, Any]:
    """Settings of any site as a dictionary for a settings module."""
    first, second = site.store_roots.split(":")
    return {
        "SITE": site,
        "SECRET_KEY": site.secret_key,
        "DEBUG": False,
        "ALLOWED_HOSTS": ["127.0.0.1", "localhost"],
        "DATABASES": {"default": database(site)},
        "USE_TZ": True,
        "TIME_ZONE": "Asia/Ho_Chi_Minh",
        "LANGUAGE_CODE": "vi",
        "USE_I18N": False,
        "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField",
        "LOGGING": logs.configuration(),
        "LOGGING_CONFIG": "logging.config.dictConfig",
        "CLOCK_FILE": str(site.path(site.clock_file)) if site.demo and site.clock_file else "",
        "FILE_STORES": {"first": str(site.path(first)), "second": str(site.path(second))},
        "SESSION_COOKIE_NAME": f"congvan_{site.name}",
        "SESSION_COOKIE_AGE": site.session_hours * 3600,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": site.https_only,
        "SESSION_EXPIRE_AT_BROWSER_CLOSE": True,
        "CSRF_COOKIE_NAME": f"congvan_{site.name}_csrf",
        "CSRF_COOKIE_HTTPONLY": True,
        "CSRF_COOKIE_SAMESITE": "Lax",
        "CSRF_COOKIE_SECURE": site.https_only,
        "SECURE_CONTENT_TYPE_NOSNIFF": True,
        "X_FRAME_OPTIONS": "DENY",
        "DATA_UPLOAD_MAX_MEMORY_SIZE": 2_621_440,
    }


def database(site: Site) -> dict[str, Any]:
    """Connection settings, from the URL in site.toml or from the one that the launcher left in the home."""
    url = site.database_url or site.path("database.url").read_text(encoding="ascii").strip()
    parts = urlparse(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname,
        "PORT": parts.port or 5432,
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 8, "timeout": 10}},
    }

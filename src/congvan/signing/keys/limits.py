"""Bounds of keys; beyond them a typed refusal."""

ITEMS_MAX = 100
"""Attribute sets signed under one PIN: one signing session."""

ATTRIBUTES_BYTES_MAX = 900
"""One attribute set (ours are about 160 bytes); a hundred of this size in base64 fit in one message."""

KEY_FILE_BYTES_MAX = 64 * 1024
"""A PKCS#12 file: one key, its certificate and a chain."""

SETTINGS_BYTES_MAX = 16 * 1024
"""The settings of one key."""

KEYS_MAX = 1000
"""Keys of one signer process."""

SECRET_BYTES_MAX = 8 * 1024
"""A client's secret or token towards a remote signing service."""

REPLY_BYTES_MAX = 1024 * 1024
"""One reply of a remote signing service: a hundred RSA-4096 signatures are 70 KB."""

APPROVAL_SECONDS_MAX = 45
"""How long a person's agreement on a telephone is waited for, within the minute that a web process waits."""

SERVICE_SECONDS_MAX = 14
"""One call to a remote signing service; four of them fit into the minute that a web process waits."""

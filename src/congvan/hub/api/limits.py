"""Every bound of the HTTP side, in bytes, seconds and counts. The packet's own is a setting of the site."""

TOKEN_CHARS_MAX = 4_096
TOKEN_SECONDS_MAX = 120
CLOCK_SKEW_SECONDS = 30  # between the real clocks of a member and of the hub
JTI_CHARS_MIN = 16
JTI_CHARS_MAX = 64
JSON_BYTES_MAX = 131_072
CHUNK_BYTES = 1 << 20
CHANGES_DEFAULT = 100
CHANGES_MAX = 500
AGENCIES_DEFAULT = 500
AGENCIES_MAX = 1_000
CURSOR_MAX = 2**63 - 1
WHERE_CHARS_MAX = 300
YEAR_MIN, YEAR_MAX = 2_000, 2_999  # of a stated moment

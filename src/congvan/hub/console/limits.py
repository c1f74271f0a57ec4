"""Every bound of the console: rows, letters, and after how long a silence is told."""

from datetime import timedelta

PAGE_ROWS = 50
DELIVERIES_SHOWN_MAX = 200
AGENCIES_SHOWN_MAX = 500
MEMBERS_SHOWN_MAX = 200
HISTORY_SHOWN_MAX = 50
REASON_CHARS_MAX = 500
COUNT_MAX = 1_000  # counts of what waits are exact up to here, then “hơn 1.000”

SILENT_AFTER = timedelta(minutes=5)  # a member asks each second; so long a silence is a fault
WAITING_LONG = timedelta(minutes=30)
UNSEALED_AFTER = timedelta(minutes=1)  # the worker seals every two seconds
UNCOPIED_AFTER = timedelta(minutes=1)  # and copies every second
DISK_SHARE_LOW = 0.10
DISK_SHARE_VERY_LOW = 0.03

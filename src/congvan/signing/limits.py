"""Bounds of what is signed and verified; beyond them a typed error, never a slow machine."""

PDF_BYTES_MAX = 64 * 1024 * 1024
"""One PDF to prepare or verify."""

SIGNATURES_MAX = 16
"""Signatures in one file that are verified; each costs a difference analysis."""

REVISIONS_MAX = 48
"""Incremental updates in one file."""

PROBLEMS_MAX = 8
"""Problems reported per signature."""

TEXT_MAX = 500
"""Characters of one text taken from a certificate or a foreign error into a report."""

CERTIFICATES_MAX = 5
"""Certificates in one chain."""

CERTIFICATE_BYTES_MAX = 16 * 1024
"""DER bytes of one certificate."""

MESSAGE_BYTES_MAX = 128 * 1024
"""One message to or from the signer process."""

FILL_CHARACTERS_MAX = 6
"""Characters of a filled number, day or month."""

APPEARANCE_LINES_MAX = 6
"""Lines of text in a visible signature."""

REVOCATION_ITEMS_MAX = 64
"""Certificates, CRLs or OCSP responses (each) that are read from one file."""

REVOCATION_BYTES_MAX = 8 * 1024 * 1024
"""One CRL, response or certificate in a file."""

TIMESTAMPS_MAX = 16
"""Document time-stamps of one file that are verified."""

PICTURE_BYTES_MAX = 1024 * 1024
"""The PNG file of a signature or a seal."""

PICTURE_PIXELS_MAX = 4_000_000
"""Its pixels: 2000 each way."""

PAGES_MAX = 100
"""Pages on which the places of signatures are looked for."""

ANNOTATIONS_MAX = 500
"""Annotations of one page that are looked at."""

VERDICTS_MAX = 256
"""Reports kept in one process for a second look."""

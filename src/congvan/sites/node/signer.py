"""The node's signer process: `python -m congvan.sites.node.signer`. The only one that opens private keys."""

import signal
import sys
import threading

from congvan.signing.errors import SigningError
from congvan.signing.keys import ring_from_directory
from congvan.signing.signer import serve
from congvan.sites.configuration import load_site


def main() -> int:
    """Serve the keys of this site on its socket until told to stop; 1 where a key is described wrongly."""
    site = load_site()
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    try:
        serve(site.path(site.signer_socket), ring_from_directory(site.path(site.signer_keys)), stop=stop)
    except SigningError as error:
        sys.stderr.write(f"{error.message} ({error.code})\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

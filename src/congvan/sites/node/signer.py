"""The node's signer process: `python -m congvan.sites.node.signer`. The only one that opens private keys."""

import signal
import threading

from congvan.signing.keys import ring_from_directory
from congvan.signing.signer import serve
from congvan.sites.configuration import load_site


def main() -> None:
    """Serve the keys of this site on its socket until told to stop."""
    site = load_site()
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    serve(site.path(site.signer_socket), ring_from_directory(site.path(site.signer_keys)), stop=stop)


if __name__ == "__main__":
    main()

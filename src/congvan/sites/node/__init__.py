"""The node as a program: settings, urls, wsgi, worker, signer."""

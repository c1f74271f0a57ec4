"""The hub as a program: settings, urls, wsgi, worker."""

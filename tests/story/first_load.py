"""What a first visit costs on the wire, over the web server that offices run: heads and bodies as they come."""

from __future__ import annotations

import re
from collections import Counter

import httpx

PASSWORD = "minh-hoa-2018"  # as the demo tells everybody
SIGN_IN = "/dang-nhap"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
FILES = re.compile(r'(?:href|src)="(/giao-dien/[^"#]+)')


def first_load(site: str, *, login: str) -> Counter[str]:
    """Bytes by suffix (“html” for the page itself) of the first page after signing in, with all that it names."""
    with httpx.Client(base_url=site, trust_env=False, follow_redirects=True) as client:
        token = TOKEN.search(client.get(SIGN_IN).text)
        assert token is not None, "the form of the sign-in"
        form = {"csrfmiddlewaretoken": token[1], "login": login, "password": PASSWORD}
        page = client.post(SIGN_IN, data=form, headers={"Origin": site})
        assert page.status_code == 200, page.status_code
        assert "data-row" in page.text, "a list"
        assert page.headers["Content-Encoding"] == "gzip"
        counted = Counter(html=weight(page))
        for path in sorted(set(FILES.findall(page.text))):
            counted[path.rpartition(".")[2]] += weight(client.get(path))
        return counted


def weight(response: httpx.Response) -> int:
    """Bytes of head and body as they came, still packed."""
    head = sum(len(name) + len(value) + len(b": \r\n") for name, value in response.headers.raw)
    return head + response.num_bytes_downloaded

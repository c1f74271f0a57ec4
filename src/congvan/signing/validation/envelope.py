"""What stands in a container beside the signature, covered by nothing: it must agree with itself."""

from __future__ import annotations

from typing import Any, Final

from asn1crypto import cms  # type: ignore[import-untyped]  # ships no types

_NO_PARAMETERS: Final = (b"", b"\x05\x00")  # left out, or NULL
_PSS: Final = "rsassa_pss"
_LONG_FORM: Final = 0x80
_HOLDS_OTHERS: Final = 0x20
_DEPTH_MAX: Final = 32


def agrees(container: bytes) -> bool:
    """Whether versions, algorithms and the signer's certificate are named as RFC 5652 has them.

    The library reads past most of them, so a byte changed there would go unseen.
    """
    try:
        if not _fills(container, 0, _end(container, 0)[1]):
            return False
        content = cms.ContentInfo.load(container)["content"]
        signer = content["signer_infos"][0]
        return _versions(content, signer) and _algorithms(content, signer) and _certificate(content, signer)
    except (ValueError, TypeError, KeyError, IndexError):
        return False


def _end(data: bytes, at: int) -> tuple[int, int]:
    """Where the content of the element at `at` begins and where the element ends, by DER."""
    length, start = data[at + 1], at + 2
    if length >= _LONG_FORM:
        start += length - _LONG_FORM
        length = int.from_bytes(data[at + 2 : start], "big")
    return start, start + length


def _fills(data: bytes, at: int, end: int, depth: int = 0) -> bool:
    """Whether the elements from `at` end exactly at `end`, and so in each that holds others; no padding."""
    while at < end and depth < _DEPTH_MAX:
        start, after = _end(data, at)
        if (
            after > end
            or data[at] == 0
            or (data[at] & _HOLDS_OTHERS and not _fills(data, start, after, depth + 1))
        ):
            return False
        at = after
    return at == end


def _versions(content: Any, signer: Any) -> bool:
    by_issuer = signer["sid"].name == "issuer_and_serial_number"
    plain = by_issuer and content["encap_content_info"]["content_type"].native == "data"
    wanted = {"v1"} if plain else {"v3", "v4", "v5"}
    return content["version"].native in wanted and signer["version"].native == ("v1" if by_issuer else "v3")


def _algorithms(content: Any, signer: Any) -> bool:
    digest, signature = signer["digest_algorithm"], signer["signature_algorithm"]
    listed = list(content["digest_algorithms"])
    bare = [*listed, digest, *([] if signature["algorithm"].native == _PSS else [signature])]
    return {one["algorithm"].native for one in listed} == {digest["algorithm"].native} and all(
        one["parameters"].dump() in _NO_PARAMETERS for one in bare
    )


def _certificate(content: Any, signer: Any) -> bool:
    """The certificate that the signer names is there, its issuer named byte for byte."""
    if signer["sid"].name != "issuer_and_serial_number":
        return True
    named = signer["sid"].chosen
    return any(
        one.chosen.serial_number == named["serial_number"].native
        and one.chosen.issuer.dump() == named["issuer"].dump()
        for one in content["certificates"]
        if one.name == "certificate"
    )

"""`congvan sign verify`: the whole report of any PDF, by a policy that is data."""

import json

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from congvan.signing.policy import Purpose, Revocation
from congvan.signing.policy_file import PolicyError, read_policy
from congvan.sites.cli.main import main
from tests.conformance.signatures.cases_chain import stamper, tsa
from tests.conformance.signatures.corpus import led, sealed
from tests.conformance.signatures.pki import AGENCY, AGENCY_CODE, AT, LEADER, crl_of, honest
from tests.conformance.signatures.raw import sign
from tests.conformance.signatures.test_drawn_numbers import LAWFUL_FILES

POLICY = """
version = "thu-nghiem-1"
revocation = "hard"
grace_hours = 2
crls = ["middle.crl", "root.crl"]

[[anchor]]
file = "root.pem"
purposes = ["person", "seal"]

[[anchor]]
file = "root.pem"
purposes = ["timestamp"]
"""


@pytest.fixture
def folder(tmp_path):
    pki = honest()
    (tmp_path / "root.pem").write_bytes(pki.root.certificate.public_bytes(Encoding.PEM))
    (tmp_path / "middle.crl").write_bytes(crl_of(pki.middle))
    (tmp_path / "root.crl").write_bytes(crl_of(pki.root))
    (tmp_path / "policy.toml").write_text(POLICY, "utf-8")
    return tmp_path


def verified(folder, capsys, pdf: bytes, *options: str) -> tuple[int, dict]:
    file = folder / "a.pdf"
    file.write_bytes(pdf)
    trust = ["--policy", str(folder / "policy.toml")]
    code = main(["sign", "verify", "--json", str(file), *trust, "--at", AT.isoformat(), *options])
    return code, json.loads(capsys.readouterr().out)


@pytest.mark.law("QD11/D3.K1.a")
def test_d3_k1_a_the_report_says_everything_of_each_signature_and_the_class(folder, capsys):
    pdf = sign(led(), honest().seal, field_name="seal", stamp=stamper(tsa()))
    code, data = verified(folder, capsys, pdf, "--issuer", AGENCY_CODE)
    assert code == 0
    leader, seal = data["signatures"]
    assert leader["certificate"]["common_name"] == LEADER
    assert seal["certificate"]["common_name"] == AGENCY
    assert seal["certificate"]["organization"] == "Cơ quan thử nghiệm"
    assert seal["certificate"]["serial"] == f"{honest().seal.certificate.serial_number:x}"
    assert seal["certificate"]["issuer_common_name"] == "Chứng thực trung gian"
    assert (seal["time_source"], seal["level"], seal["coverage"]) == ("timestamp", "B-T", "whole_file")
    assert (seal["revocation"], seal["revocation_source"]) == ("good", "crl, policy")
    assert seal["revocation_age_seconds"] == 3600
    assert (seal["indication"], seal["subindication"]) == ("TOTAL_PASSED", "")
    assert seal["sentence"].startswith(f"{AGENCY}: chữ ký số hợp lệ")
    assert data["policy_version"] == "thu-nghiem-1"
    assert data["standing"]["legal_class"] == "loại 1"
    assert data["standing"]["reason"].startswith("Tập tin soạn thảo trên máy")


def test_another_issuer_makes_no_class(folder, capsys):
    code, data = verified(folder, capsys, sealed(), "--issuer", "000.00.17.H45")
    assert code == 0
    assert data["standing"]["legal_class"] is None
    assert "không phải của cơ quan ban hành" in data["standing"]["reason"]


@pytest.mark.law("QD11/D8.K1")
def test_d8_k1_a_drawn_number_is_class_1_though_a_signature_is_not_valid(folder, capsys):
    code, data = verified(folder, capsys, LAWFUL_FILES["form XObject"](), "--issuer", AGENCY)
    assert code == 1
    assert data["standing"]["legal_class"] == "loại 1"
    assert data["standing"]["drawn_after_signing"]["lawful"] is True


def test_a_person_reads_sentences(folder, capsys):
    file = folder / "a.pdf"
    file.write_bytes(sealed())
    assert (
        main(["sign", "verify", str(file), "--root", str(folder / "root.pem"), "--at", AT.isoformat()]) == 0
    )
    said = capsys.readouterr().out
    assert "Giá trị pháp lý: loại 1." in said
    assert "Kết luận theo chuẩn: TOTAL_PASSED B-B" in said
    assert "Chưa cho biết cơ quan ban hành" in said


def test_the_policy_file_is_read_whole(folder):
    policy = read_policy(folder / "policy.toml")
    assert policy.revocation is Revocation.HARD
    assert len(policy.crls) == 2
    root = x509.load_der_x509_certificate(policy.roots_for(Purpose.SEAL)[0])
    assert root == honest().root.certificate
    assert len(policy.roots_for(Purpose.TIMESTAMP)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "version = ",
        "mau_nen = 1",
        'revocation = "maybe"',
        "[[anchor]]",
        '[[anchor]]\nfile = "root.pem"\npurposes = ["everything"]',
        '[[anchor]]\nfile = "middle.crl"',
        'grace_hours = "lâu"',
        "[[algorithm]]\nbits_min = 5",
    ],
)
def test_a_wrong_policy_file_is_refused_with_what_to_do(folder, text):
    (folder / "policy.toml").write_text(text, "utf-8")
    with pytest.raises(PolicyError, match="hãy sửa"):
        read_policy(folder / "policy.toml")


def test_algorithms_of_the_policy_replace_the_default(folder, capsys):
    rules = '\n[[algorithm]]\nname = "sha512"\n\n[[algorithm]]\nname = "ec"\nuntil = 2020-01-01\n'
    with (folder / "policy.toml").open("a", encoding="utf-8") as file:
        file.write(rules)
    code, data = verified(folder, capsys, sealed())
    assert code == 1
    assert {one["subindication"] for one in data["signatures"]} == {"CRYPTO_CONSTRAINTS_FAILURE"}

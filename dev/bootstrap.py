"""Make `.venv` from the hashed requirements. Standard library only: it runs before anything is installed.

`python3 dev/bootstrap.py packages` fetches what runs, `… self` installs this repository into it (editable),
`… system` looks after the programs of dev/system-packages.txt, `… lock` renews the requirements.
No file names where packages come from: pip's own configuration says it, and is handed to uv at run time.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
REQUIREMENTS = ROOT / "requirements-dev.txt"
PYTHON_MIN = (3, 11)


def main() -> int:
    """Carry out the steps named on the command line, in order; stop at the first that fails."""
    if sys.version_info < PYTHON_MIN:
        say("Cần Python 3.11 trở lên; gọi lại: make PYTHON=/đường/dẫn/python3.11")
        return 1
    steps = {"packages": packages, "self": install_self, "system": system, "lock": lock}
    unknown = [name for name in sys.argv[1:] if name not in steps]
    if unknown or not sys.argv[1:]:
        say(f"Cách dùng: bootstrap.py {' | '.join(steps)}")
        return 2
    for name in sys.argv[1:]:
        try:
            steps[name]()
        except subprocess.CalledProcessError as error:
            say(f"Bước “{name}” không xong (mã {error.returncode}): {' '.join(map(str, error.cmd))}")
            return 1
    return 0


def say(line: str) -> None:
    """Tell the person at the terminal, apart from what a called program prints."""
    sys.stderr.write(line + "\n")


def packages() -> None:
    """Fill .venv with exactly what requirements-dev.txt lists, each file checked against its hash."""
    make_venv()
    if install_uv() and uv("pip", "sync", "-q", "--require-hashes", str(REQUIREMENTS)):
        return
    say("uv không dùng được ở đây; cài bằng pip (chậm hơn).")
    run(VENV / "bin/python", "-m", "pip", "install", "-q", "--require-hashes", "-r", REQUIREMENTS)


def install_self() -> None:
    """Install this repository in place, without fetching anything more."""
    command = ("pip", "install", "--no-deps", "--no-build-isolation", "-e", str(ROOT))
    if not uv("-q", *command):
        run(VENV / "bin/python", "-m", *command, "-q")


def make_venv() -> None:
    """Create .venv, or make it anew where its interpreter no longer runs."""
    python = VENV / "bin/python"
    if python.exists() and succeeds(python, "-m", "pip", "--version", quiet=True):
        return
    if not succeeds(sys.executable, "-c", "import ensurepip", quiet=True):
        apt_install([f"python3.{sys.version_info.minor}-venv"])
    run(sys.executable, "-m", "venv", "--clear", VENV)


def install_uv() -> bool:
    """Install the uv that the requirements pin, by pip, with its hashes; False where it cannot be had."""
    pinned = re.search(r"^uv==(\S+)(?: \\\n\s+--hash=\S+)+", REQUIREMENTS.read_text("utf-8"), re.MULTILINE)
    if pinned is None:
        raise SystemExit("requirements-dev.txt không ghim uv: chạy make lock.")
    known = capture(VENV / "bin/uv", "--version").split()
    if pinned[1] in known:
        return True
    with tempfile.TemporaryDirectory() as folder:
        listed = Path(folder, "uv.txt")
        listed.write_text(pinned[0] + "\n", "utf-8")
        flags = ("-q", "--disable-pip-version-check", "--no-deps")
        return succeeds(VENV / "bin/python", "-m", "pip", "install", *flags, "--require-hashes", "-r", listed)


def uv(*arguments: str) -> bool:
    """Run uv on .venv with the machine's own index settings; False where it fails or is absent."""
    program = VENV / "bin/uv"
    return program.exists() and succeeds(program, *arguments, environment=uv_environment())


def uv_environment() -> dict[str, str]:
    """The environment in which uv looks where pip looks (uv itself does not read pip's configuration)."""
    pip = pip_configuration()
    fixed = {
        "VIRTUAL_ENV": str(VENV),
        "UV_PYTHON_DOWNLOADS": "never",
        "UV_LINK_MODE": "copy",
        "UV_NO_PROGRESS": "1",
        # pip weighs all its sources alike; the hashes of the requirements keep a wrong file out.
        "UV_INDEX_STRATEGY": "unsafe-best-match",
    }
    told = {
        "UV_DEFAULT_INDEX": pip.get("index-url", ""),
        "UV_INDEX": pip.get("extra-index-url", ""),
        "UV_FIND_LINKS": ",".join(pip.get("find-links", "").split()),
        "UV_INSECURE_HOST": pip.get("trusted-host", ""),
        "UV_HTTP_TIMEOUT": pip.get("default-timeout", pip.get("timeout", "")),
        "SSL_CERT_FILE": pip.get("cert", ""),
    }
    if pip.get("no-index", "").lower() in {"1", "true", "yes"}:
        told["UV_NO_INDEX"] = "1"
    return {name: value for name, value in told.items() if value} | os.environ | fixed


def pip_configuration() -> dict[str, str]:
    """What pip is told on this machine, by file or environment; the later source wins, as in pip."""
    listed = capture(VENV / "bin/python", "-m", "pip", "config", "list")
    found: dict[str, str] = {}
    for section in ("global", "install", ":env:"):
        pattern = rf"^{re.escape(section)}\.([\w-]+)='(.*)'$"
        for key, value in re.findall(pattern, listed, re.MULTILINE):
            found[key] = value.replace("\\n", " ").strip()
    return found


def system() -> None:
    """Install the missing programs where we may (root and apt-get), else name them in one line and go on."""
    lines = Path(ROOT, "dev/system-packages.txt").read_text("utf-8").splitlines()
    rows = [line.split() for line in lines if line and not line.startswith("#")]
    missing = [package for package, command in rows if shutil.which(command) is None]
    if missing:
        apt_install(missing)


def apt_install(names: list[str]) -> None:
    """Ask the system's package manager for `names`; without the right to, say what is missing."""
    wanted = " ".join(names)
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        say(f"Thiếu gói của hệ điều hành (phần cần đến sẽ bị bỏ qua): sudo apt-get install {wanted}")
        return
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "-y", "--no-install-recommends", *names]):
        if not succeeds("apt-get", "-qq", *command, environment=environment, quiet=True):
            say(f"apt-get {command[0]} không xong; hãy tự cài: {wanted}")
            return


def lock() -> None:
    """Renew both requirements files: newest versions, hashes, no address, for every Python we allow."""
    for name in ("requirements", "requirements-dev"):
        flags = (
            "--universal",
            "--python-version",
            "3.11",
            "--generate-hashes",
            "--no-header",
            "--no-annotate",
        )
        silent = ("-q", "--no-emit-index-url", "--no-emit-find-links", "--upgrade")
        if not uv("pip", "compile", *flags, *silent, f"{name}.in", "-o", f"{name}.txt"):
            raise SystemExit(f"Không khóa được {name}.txt: xem lỗi của uv ở trên.")


def run(*command: str | Path) -> None:
    """Run a program; its failure stops the step."""
    subprocess.run([str(part) for part in command], check=True)


def succeeds(*command: str | Path, environment: dict[str, str] | None = None, quiet: bool = False) -> bool:
    """Run a program; whether it succeeded."""
    listed = [str(part) for part in command]
    return subprocess.run(listed, env=environment, capture_output=quiet, check=False).returncode == 0


def capture(*command: str | Path) -> str:
    """What a program prints, or nothing where it is absent or fails."""
    if not Path(command[0]).exists():
        return ""
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)
    return done.stdout if done.returncode == 0 else ""


if __name__ == "__main__":
    sys.exit(main())

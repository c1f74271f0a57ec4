"""`congvan serve node|hub --home DIR`: the supervisor in the foreground until Ctrl-C."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from congvan.sites.configuration import HOME_VARIABLE, SettingUnknown, Site, load_site
from congvan.sites.database import DatabaseError
from congvan.sites.ports import NoFreePort
from congvan.sites.supervisor import Supervisor, SupervisorError, address_of, held
from congvan.sites.supervisor.site import plan


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`serve`'s own arguments."""
    parser.add_argument("kind", choices=("node", "hub"), help="loại hệ thống")
    parser.add_argument("--home", type=Path, required=True, help="thư mục nhà, nơi có site.toml")


def run(arguments: argparse.Namespace) -> int:
    """Run the site of `--home`; 1 where it could not be started."""
    home: Path = arguments.home.resolve()
    if not (home / "site.toml").exists():
        sys.stderr.write(f"Không thấy {home}/site.toml; hãy tạo nó, xem docs/reference/settings.md.\n")
        return 1
    os.environ[HOME_VARIABLE] = str(home)
    try:
        site = load_site()
        if site.kind != arguments.kind:
            sys.stderr.write(f"{home}/site.toml là của “{site.kind}”, không phải “{arguments.kind}”.\n")
            return 1
        with held(home):
            supervisor = Supervisor(plan(site, environ=os.environ), home=home)
            return supervisor.run(announce=lambda: announce(site))
    except SettingUnknown as error:
        sys.stderr.write(f"{home}/site.toml có mục không tồn tại: {error}; xem docs/reference/settings.md.\n")
    except NoFreePort as error:
        sys.stderr.write(f"Không còn cổng trống gần {error}; hãy đổi port trong site.toml.\n")
    except (DatabaseError, SupervisorError) as error:
        sys.stderr.write(f"{error}\n")
    return 1


def announce(site: Site) -> None:
    """Tell the person where the site is reached."""
    address = address_of(site.home, "web")
    sys.stdout.write(f"“{site.title}” chạy tại {address}, nhật ký ở {site.home}/log; Ctrl-C để dừng.\n")
    sys.stdout.flush()

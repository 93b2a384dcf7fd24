"""What is shipped for servers stays buildable and closed: image, compose, unit, proxies."""

import re
from pathlib import Path

import pytest

from lib.settings import Settings
from lib.ui.server import routes

ROOT = Path(__file__).resolve().parent.parent.parent
DEPLOY = ROOT / "deploy"


def words(name: str) -> str:
    """A shipped file without its comments."""
    return "\n".join(line for line in (DEPLOY / name).read_text(encoding="utf-8").splitlines() if not line.lstrip().startswith("#"))


def copied() -> list[str]:
    """Every source that the image takes from the project's folder."""
    lines = re.findall(r"^COPY (?!--from)(.+)$", words("Dockerfile"), re.MULTILINE)
    return [source for line in lines for source in line.split()[:-1]]


def test_all_that_the_image_copies_is_there_and_reaches_the_builder():
    let_in = re.findall(r"^!(.+?)(?:/\*\*)?$", (ROOT / ".dockerignore").read_text(encoding="utf-8"), re.MULTILINE)

    assert [source for source in copied() if not (ROOT / source).exists()] == []
    assert sorted(copied()) == sorted(let_in)


def test_all_that_runs_is_in_the_image():
    assert {"app.py", "lib", "pages", ".streamlit/config.toml", Settings().workbook} <= set(copied())


def test_the_image_runs_as_nobody_in_particular_and_keeps_only_its_data():
    image = words("Dockerfile")
    ends = image[image.rindex("FROM ") :]

    assert re.findall(r"^USER (.+)$", ends, re.MULTILINE) == ["10001:10001"]
    assert re.findall(r"^VOLUME (.+)$", ends, re.MULTILINE) == ["/data"]
    assert set(re.findall(r"=(/\S+\.(?:db|toml))", ends)) == {"/data/phaseboard.db", "/data/accounts.toml"}
    assert "requirements-dev" not in image


def test_only_pinned_packages_are_installed():
    rows = [row.split(" ;")[0] for row in (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines() if row]

    assert [row for row in rows if not re.fullmatch(r"[a-z0-9.-]+==[0-9][\w.]*", row)] == []


@pytest.mark.parametrize("shipped", ["Dockerfile", "Caddyfile"])
def test_what_asks_for_health_asks_a_route_of_ours(shipped: str):
    asked = re.findall(r"(/(?:healthz|readyz))\b", (DEPLOY / shipped).read_text(encoding="utf-8"))

    assert asked
    assert set(asked) <= {route.path for route in routes()}


@pytest.mark.parametrize(
    "line",
    ["read_only: true", "cap_drop: [ALL]", 'security_opt: ["no-new-privileges:true"]', "restart: unless-stopped"],
)
def test_both_containers_are_closed(line: str):
    assert words("compose.yaml").count(line) == 2


def test_no_secret_stands_in_the_environment_and_no_door_is_open_to_the_network():
    compose = words("compose.yaml")

    assert "privileged" not in compose
    assert re.findall(r"(?:PASSWORD|SECRET)\w*: (.+)", compose) == ["/run/secrets/database_password"]
    assert re.findall(r'- "([\d.]+):\d+:\d+"', compose) == ["127.0.0.1"]


@pytest.mark.parametrize(
    "line",
    [
        "NoNewPrivileges=true",
        "ProtectSystem=strict",
        "ProtectHome=true",
        "PrivateTmp=true",
        "CapabilityBoundingSet=",
        "OOMPolicy=continue",
        "User=phaseboard",
        "StateDirectory=phaseboard",
    ],
)
def test_the_service_is_closed(line: str):
    assert line in words("phaseboard.service").splitlines()


def test_the_service_has_room_for_the_largest_file_beside_the_board():
    gigabytes = int(re.findall(r"^MemoryMax=(\d+)G$", words("phaseboard.service"), re.MULTILINE)[0])

    assert gigabytes * 1000 >= 2 * Settings().worker_memory_mb + 512


@pytest.mark.parametrize("site", ["nginx.conf", "nginx-replicas.conf"])
def test_the_proxy_lets_the_largest_file_through_and_believes_no_visitor(site: str):
    lines = [" ".join(line.split()) for line in words(site).splitlines()]
    most = next(int(line.split()[1][:-2]) for line in lines if line.startswith("client_max_body_size"))

    assert most > Settings().max_file_mb
    for header in ('Remote-User ""', 'Forwarded ""', 'X-Real-IP ""', "X-Forwarded-For $remote_addr", "Host $http_host"):
        assert f"proxy_set_header {header};" in lines

"""A reverse proxy as a school runs it: the shipped configuration itself, with a name, a certificate and ports of the test's own."""

import datetime
import os
import shutil
import socket
import ssl
import subprocess
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.browser.conftest import free_port

DEPLOY = Path(__file__).resolve().parent.parent.parent / "deploy"
START_SECONDS = 20
_FRAME = """\
{user}
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log info;
worker_processes 1;
events {{ worker_connections 512; }}
http {{
    access_log {folder}/access.log;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""


@dataclass(frozen=True)
class Front:
    """A running proxy: where it listens, and the folder with its logs."""

    address: str
    folder: Path


def installed_nginx() -> str | None:
    """The nginx that `run.py test` found or got, else one on the path."""
    return os.environ.get("PHASEBOARD_TEST_NGINX") or shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")


def site_for_test(shipped: str, folder: Path, *, plain: int, secure: int, boards: Mapping[int, int]) -> str:
    """The shipped site with the test's ports and certificate; everything else stands as it is shipped."""
    for old, new in {
        "listen [::]:80;": "",
        "listen [::]:443 ssl http2;": "",
        "listen 80;": f"listen 127.0.0.1:{plain};",
        "listen 443 ssl http2;": f"listen 127.0.0.1:{secure} ssl http2;",
        "board.example.edu.cn": "localhost",
        "/etc/ssl/phaseboard/": f"{folder}/",
        **{f"0.1:{board}": f"0.1:{port}" for board, port in boards.items()},
    }.items():
        assert old in shipped, old
        shipped = shipped.replace(old, new)
    for board, port in boards.items():
        shipped = shipped.replace(f"0\\.1:{board}", f"0\\.1:{port}")  # the same as a pattern
    return shipped


@contextmanager
def nginx_before(site: str, folder: Path, boards: Mapping[int, int], *, edit: Mapping[str, str] | None = None) -> Iterator[Front]:
    """nginx with a shipped site before the board's processes.

    Args:
        site: the file's name in deploy/.
        folder: for the certificate, the logs and what nginx keeps.
        boards: the port in the shipped file → the port of a process of the test.
        edit: further lines to exchange.
    """
    plain, secure = free_port(), free_port()
    write_certificate(folder)
    text = site_for_test((DEPLOY / site).read_text(encoding="utf-8"), folder, plain=plain, secure=secure, boards=boards)
    for old, new in (edit or {}).items():
        assert old in text, old
        text = text.replace(old, new)
    user = "user root;" if hasattr(os, "geteuid") and os.geteuid() == 0 else ""  # else its worker may not write into our folder
    (folder / "site.conf").write_text(text, encoding="utf-8")
    (folder / "nginx.conf").write_text(_FRAME.format(folder=folder, user=user), encoding="utf-8")
    named = installed_nginx()
    assert named, "nginx was neither found nor got"
    process = subprocess.Popen((named, "-p", str(folder), "-e", str(folder / "error.log"), "-c", str(folder / "nginx.conf")))
    try:
        wait_for_port(secure)
        yield Front(f"https://localhost:{secure}", folder)
    finally:
        process.terminate()
        process.wait(10)


def wait_for_port(port: int) -> None:
    """Wait until somebody listens."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError(f"nobody listens on {port}")


def write_certificate(folder: Path) -> None:
    """A certificate for localhost that signs itself."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    (folder / "fullchain.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    plain = serialization.NoEncryption()
    (folder / "privkey.pem").write_bytes(key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain))


@dataclass(frozen=True)
class Answer:
    """What came back: status, headers in order (a header may stand twice), body."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def all(self, name: str) -> list[str]:
        """Every value of a header."""
        return [value for found, value in self.headers if found.lower() == name.lower()]


def ask(address: str, *, headers: Mapping[str, str] | None = None, data: bytes | None = None, method: str | None = None) -> Answer:
    """One request; a certificate that signs itself is taken, a redirect is not followed."""
    trusting = ssl.create_default_context()
    trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
    opener = urllib.request.build_opener(urllib.request.HTTPSHandler(context=trusting), _Stay(), urllib.request.ProxyHandler({}))
    request = urllib.request.Request(address, headers=dict(headers or {}), data=data, method=method)
    try:
        with opener.open(request, timeout=30) as answer:
            return Answer(answer.status, tuple(answer.headers.items()), answer.read())
    except HTTPError as refused:
        with refused:
            return Answer(refused.code, tuple(refused.headers.items()), refused.read())


class _Stay(urllib.request.HTTPRedirectHandler):
    """Shows a redirect instead of following it."""

    def redirect_request(self, *given: object) -> None:
        """Follow none."""

"""The software bill of materials: every pinned package of a running board and the script that it brings along, in CycloneDX JSON.

Names and versions stand in `requirements.txt`; licences in the packages as they are installed here; hashes are those of the files
that the package index offers, so that a package from elsewhere can be told. What cannot be had is left out, never invented.
"""

import hashlib
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import ExternalReference, ExternalReferenceType, HashAlgorithm, HashType, Property, XsUri
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import License
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

ROOT = Path(__file__).resolve().parent.parent
LIST = ROOT / "requirements.txt"
SECONDS = 120
BUNDLED = "plotly-cartesian.min"

_PIN = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)(?:\[[^]]*\])?==([^\s;\\]+)\s*(?:;\s*([^\\]+?))?\s*\\?$")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_LONGEST_NAME = 100
"""Of a licence; some packages give its whole text in the place of its name."""


@dataclass(frozen=True, slots=True)
class Pin:
    """One pinned package; `marker` says on which systems it is needed, empty on all."""

    name: str
    version: str
    marker: str
    hashes: tuple[str, ...] = ()


def bill_of_materials(pins: Path = LIST) -> str:
    """The whole bill; without hashes where the package index cannot be reached, which is said on standard error."""
    hashed = with_hashes(pins)
    if not hashed:
        print("the package index could not be reached: the bill holds no hashes", file=sys.stderr)
    bom = Bom()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    bom.metadata.component = Component(name=project["name"], version=project["version"], type=ComponentType.APPLICATION)
    for pin in read(hashed or pins.read_text(encoding="utf-8")):
        component = _component(pin)
        bom.components.add(component)
        bom.register_dependency(bom.metadata.component, [component])
    script = _bundled_script()
    bom.components.add(script)
    bom.register_dependency(bom.metadata.component, [script])
    return JsonV1Dot6(bom).output_as_string(indent=2) + "\n"


def read(text: str) -> Iterator[Pin]:
    """The pins of a list, with the hashes that stand below them."""
    found: Pin | None = None
    for row in text.splitlines():
        if pinned := _PIN.match(row.strip()):
            if found:
                yield found
            found = Pin(pinned[1], pinned[2], pinned[3] or "")
        elif found and (hashes := _HASH.findall(row)):
            found = Pin(found.name, found.version, found.marker, (*found.hashes, *hashes))
    if found:
        yield found


def with_hashes(pins: Path) -> str:
    """The same list with the hashes of every file that the index offers for a pin; "" where it cannot be asked."""
    options = ("--universal", "--no-deps", "--generate-hashes", "--no-header", "--no-annotate", "--python-version", "3.11")
    command = (sys.executable, "-m", "uv", "pip", "compile", "--quiet", *options, str(pins))
    try:
        asked = subprocess.run(command, capture_output=True, text=True, check=False, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        return ""
    return asked.stdout if asked.returncode == 0 else ""


def _bundled_script() -> Component:
    """Plotly's bundle, which lies in the house as its makers published it."""
    content = (ROOT / "lib" / "figures" / "assets" / f"{BUNDLED}.js").read_bytes()
    found = re.search(rb"plotly\.js \(cartesian - minified\) v([0-9.]+)", content[:200])
    version = found[1].decode() if found else ""
    url = PackageURL("npm", name="plotly.js-cartesian-dist-min", version=version)
    return Component(
        name=url.name,
        version=version,
        type=ComponentType.LIBRARY,
        purl=url,
        bom_ref=str(url),
        licenses=[LicenseFactory().make_from_string("MIT")],
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=hashlib.sha256(content).hexdigest())],
    )


def _component(pin: Pin) -> Component:
    hashes = [HashType(alg=HashAlgorithm.SHA_256, content=each) for each in pin.hashes]
    url = PackageURL("pypi", name=pin.name.lower(), version=pin.version)
    return Component(
        name=pin.name,
        version=pin.version,
        type=ComponentType.LIBRARY,
        purl=url,
        bom_ref=str(url),
        licenses=_licences(pin.name),
        external_references=[ExternalReference(type=ExternalReferenceType.DISTRIBUTION, url=XsUri(str(url)), hashes=hashes)],
        properties=[Property(name="phaseboard:marker", value=pin.marker)] if pin.marker else [],
    )


def _licences(name: str) -> list[License]:
    """What the installed package says of its licence; nothing for one that this system does not need."""
    try:
        told = metadata(name)
    except PackageNotFoundError:
        return []
    kinds = [each.rpartition(" :: ")[2] for each in told.get_all("Classifier", []) if each.startswith("License :: ")]
    said = next((each.strip() for field in ("License-Expression", "License") for each in told.get_all(field, [])), "") or ", ".join(kinds)
    short = said if 0 < len(said) <= _LONGEST_NAME and "\n" not in said else ", ".join(kinds)
    return [LicenseFactory().make_from_string(short)] if short else []

"""Copies third-party files from node_modules to where the intranet serves and reads them.

`python -m intranet.vendoring` runs at set-up. It writes the folder intranet/static/vendor anew:
scripts, style, fonts and a sprite of the icons named in static/app/icons.txt, with gzip and
brotli beside the text files and a manifest.json (file name to content hash). The country's
region tables go to intranet/places/data.
"""

import gzip
import hashlib
import json
import re
import shutil
import sys
from pathlib import Path

import brotli  # type: ignore[import-untyped]  # ships no types

INTRANET = Path(__file__).parent
NODE_MODULES = INTRANET.parent / "node_modules"
VENDOR = INTRANET / "static" / "vendor"
REGIONS = INTRANET / "places" / "data"
ICONS = INTRANET / "static" / "app" / "icons.txt"

ARIMO = "@expo-google-fonts/arimo"
JAKARTA = "@fontsource-variable/plus-jakarta-sans"
JAVANESE = "@fontsource/noto-sans-javanese"
FILES = {
    "htmx.min.js": "htmx.org/dist/htmx.min.js",
    "tabler.min.css": "@tabler/core/dist/css/tabler.min.css",
    "plus-jakarta-sans.woff2": f"{JAKARTA}/files/plus-jakarta-sans-latin-wght-normal.woff2",
    # The letters' fonts: whole TrueType files, because WeasyPrint embeds from them.
    "fonts/arimo-regular.ttf": f"{ARIMO}/400Regular/Arimo_400Regular.ttf",
    "fonts/arimo-italic.ttf": f"{ARIMO}/400Regular_Italic/Arimo_400Regular_Italic.ttf",
    "fonts/arimo-bold.ttf": f"{ARIMO}/700Bold/Arimo_700Bold.ttf",
    "fonts/arimo-bold-italic.ttf": f"{ARIMO}/700Bold_Italic/Arimo_700Bold_Italic.ttf",
    "fonts/noto-sans-javanese.woff2": (
        f"{JAVANESE}/files/noto-sans-javanese-javanese-400-normal.woff2"
    ),
    "licences/arimo.txt": f"{ARIMO}/LICENSE_FONT",
    "licences/noto-sans-javanese.txt": f"{JAVANESE}/LICENSE",
    "licences/plus-jakarta-sans.txt": f"{JAKARTA}/LICENSE",
    "licences/tabler-icons.txt": "@tabler/icons/LICENSE",
}
REGION_TABLES = {
    "provinces.csv": "ee9e5b5aaca298c41aef1aa0888285e103856f1414134bbb7afc68b294c9a89d",
    "regencies.csv": "d5fbd54bb1500bbf5e194ddc94a3806df6e6837a310146dfa646b085bd99c0ae",
    "districts.csv": "982f843613cf36bf474cab7ec46b5ecafc46dfeaad26e4bbadf170a6dae8ebe7",
    "villages.csv": "6a8e53fce14d21b514f1f7d1602ceeab4ffbec6df98903e2cad949d8fee94690",
}
SOURCE_MAP = re.compile(rb"\n?(//# sourceMappingURL=\S+|/\*# sourceMappingURL=[^*]+\*/)\s*$")


class VendoringError(Exception):
    """A file that set-up needs is missing or is not the one that was reviewed."""


def copy_web_files() -> dict[str, str]:
    """Write the vendor folder anew and return its manifest."""
    contents = {name: _read(source) for name, source in FILES.items()}
    contents["icons.svg"] = icon_sprite(ICONS.read_text().split())
    shutil.rmtree(VENDOR, ignore_errors=True)
    for name, content in contents.items():
        target = VENDOR / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        if target.suffix in {".js", ".css", ".svg"}:
            target.with_name(target.name + ".gz").write_bytes(gzip.compress(content, mtime=0))
            target.with_name(target.name + ".br").write_bytes(brotli.compress(content))
    manifest = {
        name: hashlib.sha256(content).hexdigest()[:12] for name, content in contents.items()
    }
    (VENDOR / "manifest.json").write_text(json.dumps(manifest, indent=2, sort_keys=True) + "\n")
    return manifest


def copy_region_tables() -> None:
    """Copy the tables of provinces down to villages, if they are the reviewed ones."""
    REGIONS.mkdir(parents=True, exist_ok=True)
    for name, expected in REGION_TABLES.items():
        content = _read(f"idn-area-data/data/{name}")
        if hashlib.sha256(content).hexdigest() != expected:
            raise VendoringError(
                f"{name} differs from the reviewed table. Compare the regions, "
                "then put its new SHA-256 into REGION_TABLES."
            )
        (REGIONS / name).write_bytes(content)
    (REGIONS / "LICENSE.md").write_bytes(_read("idn-area-data/data/LICENSE.md"))


def icon_sprite(names: list[str]) -> bytes:
    """One SVG file in which every icon is a symbol: <use href="icons.svg#check">."""
    symbols = []
    for name in names:
        drawing = _read(f"@tabler/icons/icons/outline/{name}.svg").decode()
        shapes = re.sub(
            r"\s*\n\s*", "", drawing[drawing.index("\n>") + 2 : drawing.index("</svg>")]
        )
        symbols.append(
            f'<symbol id="{name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" '
            f'stroke-width="2" stroke-linecap="round" stroke-linejoin="round">{shapes}</symbol>'
        )
    return f'<svg xmlns="http://www.w3.org/2000/svg">{"".join(symbols)}</svg>\n'.encode()


def _read(source: str) -> bytes:
    path = NODE_MODULES / source
    if not path.is_file():
        raise VendoringError(f"node_modules/{source} is missing. Run: npm ci --ignore-scripts")
    return SOURCE_MAP.sub(b"\n", path.read_bytes())


if __name__ == "__main__":
    try:
        copy_web_files()
        copy_region_tables()
    except VendoringError as error:
        sys.exit(f"Set-up stopped: {error}")

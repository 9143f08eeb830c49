#!/usr/bin/env python3
"""What a release consists of: agreement of its version, archives of the command, checksums, notes.

The release workflow calls it, and tests do; it needs Python 3.9 and nothing else. It builds and uploads nothing.
The same files and the same SOURCE_DATE_EPOCH give the same bytes of an archive, on every platform.

    release.py agree v0.1.0                          tag, Cargo.toml, packages and CHANGELOG name one version; prints it
    release.py notes 0.1.0                           the section of that version in CHANGELOG.md
    release.py archive TARGET PROGRAM FOLDER         medlint-<version>-<target>.tar.gz or .zip in FOLDER
    release.py folder NAME SOURCE FOLDER             NAME.tar.gz in FOLDER with everything below SOURCE
    release.py checksums FOLDER                      SHA256SUMS of all files in FOLDER
"""

import gzip
import hashlib
import io
import json
import os
import re
import subprocess
import sys
import tarfile
import time
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# What goes into an archive beside the program.
BESIDE = ["LICENSE-MIT", "LICENSE-APACHE", "README.md", "CHANGELOG.md"]
# Files whose version has to be that of the workspace.
PACKAGES = ["vscode-extension/package.json", "wasm/npm/package.json"]


class Disagreement(Exception):
    """What is wrong, where, and the way out."""


def workspace_version() -> str:
    text = (ROOT / "Cargo.toml").read_text(encoding="utf-8")
    section = re.search(r"^\[workspace\.package\]\n(.*?)(?=^\[|\Z)", text, re.M | re.S)
    version = section and re.search(r'^version = "([^"]+)"$', section.group(1), re.M)
    if not version:
        raise Disagreement("Cargo.toml: [workspace.package] names no version")
    return version.group(1)


def notes(version: str) -> str:
    """The changelog's section of a version, which has to be dated."""
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    section = re.search(rf"^## \[{re.escape(version)}\] - (\S+)\n(.*?)(?=^## \[|\Z)", text, re.M | re.S)
    if not section:
        raise Disagreement(f"CHANGELOG.md has no section '## [{version}] - <date>'")
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", section.group(1)):
        raise Disagreement(f"CHANGELOG.md: the date of [{version}] is '{section.group(1)}'; write the day, as 2026-03-31")
    if not section.group(2).strip():
        raise Disagreement(f"CHANGELOG.md says nothing about {version}")
    return section.group(2).strip() + "\n"


def agree(tag: str) -> str:
    version = workspace_version()
    if tag != f"v{version}":
        raise Disagreement(f"the tag is {tag}, but Cargo.toml has version {version}: the tag has to be v{version}")
    for name in PACKAGES:
        found = json.loads((ROOT / name).read_text(encoding="utf-8"))["version"]
        if found != version:
            raise Disagreement(f"{name} has version {found}, Cargo.toml {version}")
    notes(version)
    return version


def moment() -> int:
    """The time that files in archives get, in seconds since 1970: that of the commit unless the environment names one."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if given:
        return int(given)
    done = subprocess.run(["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True, check=True)
    return int(done.stdout)


def write_tar(path: Path, files: list[tuple[str, bytes, int]]) -> None:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for name, content, mode in files:
            entry = tarfile.TarInfo(name)
            entry.size, entry.mode, entry.mtime = len(content), mode, moment()
            archive.addfile(entry, io.BytesIO(content))
    with open(path, "wb") as raw, gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=0) as packed:
        packed.write(buffer.getvalue())


def write_zip(path: Path, files: list[tuple[str, bytes, int]]) -> None:
    # A zip file knows no time before 1980.
    day = time.gmtime(max(moment(), 315532800))[:6]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content, mode in files:
            entry = zipfile.ZipInfo(name, day)
            entry.create_system = 3
            entry.external_attr = (0o100000 | mode) << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)


def archive(target: str, program: Path, folder: Path) -> Path:
    """The archive that install.sh, cargo-binstall and people take the command from."""
    windows = "-windows-" in target
    name = f"medlint-{workspace_version()}-{target}"
    files = [(f"{name}/medlint{'.exe' if windows else ''}", program.read_bytes(), 0o755)]
    files += [(f"{name}/{beside}", (ROOT / beside).read_bytes(), 0o644) for beside in BESIDE]
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}{'.zip' if windows else '.tar.gz'}"
    (write_zip if windows else write_tar)(path, files)
    return path


def pack_folder(name: str, source: Path, folder: Path) -> Path:
    paths = sorted(path for path in source.rglob("*") if path.is_file())
    if not paths:
        raise Disagreement(f"{source} has no files")
    files = [(f"{name}/{path.relative_to(source).as_posix()}", path.read_bytes(), 0o644) for path in paths]
    folder.mkdir(parents=True, exist_ok=True)
    write_tar(folder / f"{name}.tar.gz", files)
    return folder / f"{name}.tar.gz"


def checksums(folder: Path) -> Path:
    """One line a file, as sha256sum writes and checks it; names without folders, in order."""
    sums = folder / "SHA256SUMS"
    files = sorted(path for path in folder.iterdir() if path.is_file() and path != sums)
    if not files:
        raise Disagreement(f"{folder} has no files")
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files]
    # As bytes: on Windows text would get other line ends.
    sums.write_bytes("".join(lines).encode("ascii"))
    return sums


def main(words: list[str]) -> int:
    tasks = {
        ("agree", 1): agree,
        ("notes", 1): lambda version: notes(version).rstrip("\n"),
        ("archive", 3): lambda target, program, folder: archive(target, Path(program), Path(folder)),
        ("folder", 3): lambda name, source, folder: pack_folder(name, Path(source), Path(folder)),
        ("checksums", 1): lambda folder: checksums(Path(folder)),
    }
    task = tasks.get((words[0], len(words) - 1)) if words else None
    if not task:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        print(task(*words[1:]))
    except (Disagreement, OSError) as problem:
        print(f"release: {problem}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""What a release consists of (integrations/release/release.py) and how a pipeline installs it (integrations/install.sh,
integrations/github/install.sh). Releases are folders here, addressed as file://."""

import hashlib
import os
import platform
import shutil
import subprocess
import sys
import tarfile
import zipfile

import pytest
from conftest import ROOT, scratch_environment

RELEASE = ROOT / "integrations" / "release" / "release.py"
INSTALL = ROOT / "integrations" / "install.sh"
ACTION_INSTALL = ROOT / "integrations" / "github" / "install.sh"
MACHINE = {"arm64": "aarch64", "aarch64": "aarch64"}.get(platform.machine(), "x86_64")
TARGET = f"{MACHINE}-{'apple-darwin' if sys.platform == 'darwin' else 'unknown-linux-musl'}"


def release(*words, root=ROOT, **environment):
    script = root / RELEASE.relative_to(ROOT)
    return subprocess.run(
        [sys.executable, str(script), *map(str, words)],
        env=scratch_environment(**environment),
        capture_output=True,
        text=True,
    )


VERSION = next(
    line.split('"')[1] for line in (ROOT / "Cargo.toml").read_text().splitlines() if line.startswith("version = ")
)


@pytest.fixture
def project(tmp_path):
    """What release.py reads of the project, dated as for a release."""
    copy = tmp_path / "project"
    for name in [
        "Cargo.toml",
        "CHANGELOG.md",
        "README.md",
        "LICENSE-MIT",
        "LICENSE-APACHE",
        "vscode-extension/package.json",
        "wasm/npm/package.json",
        "integrations/release/release.py",
    ]:
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, copy / name)
    changelog = copy / "CHANGELOG.md"
    lines = changelog.read_text().splitlines()
    at = next(i for i, line in enumerate(lines) if line.startswith(f"## [{VERSION}]"))
    lines[at] = f"## [{VERSION}] - 2026-12-01"
    changelog.write_text("\n".join(lines) + "\n")
    return copy


def change(path, old, new):
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def test_a_tag_agrees_with_all_that_names_the_version(project):
    done = release("agree", f"v{VERSION}", root=project)
    assert (done.returncode, done.stdout.strip()) == (0, VERSION), done.stderr


@pytest.mark.parametrize(
    ("file", "old", "new", "names"),
    [
        ("Cargo.toml", f'version = "{VERSION}"', 'version = "7.7.7"', "7.7.7"),
        ("vscode-extension/package.json", f'"version": "{VERSION}"', '"version": "7.7.7"', "vscode-extension"),
        ("wasm/npm/package.json", f'"version": "{VERSION}"', '"version": "7.7.7"', "wasm/npm"),
        ("CHANGELOG.md", "- 2026-12-01", "- unreleased", "unreleased"),
        ("CHANGELOG.md", f"## [{VERSION}]", "## [0.0.0]", "CHANGELOG"),
    ],
)
def test_a_disagreement_is_named_and_ends_the_release(project, file, old, new, names):
    change(project / file, old, new)
    done = release("agree", f"v{VERSION}", root=project)
    assert done.returncode == 1
    assert names in done.stderr


def test_another_tag_is_a_disagreement(project):
    assert release("agree", "v99.0.0", root=project).returncode == 1


def test_notes_are_the_section_of_the_version_alone(project):
    change(project / "CHANGELOG.md", f"## [{VERSION}]", f"## [99.0.0] - 2027-01-01\n\n- of the later one\n\n## [{VERSION}]")
    assert release("notes", "99.0.0", root=project).stdout.strip() == "- of the later one"
    assert "of the later one" not in release("notes", VERSION, root=project).stdout


@pytest.fixture
def program(tmp_path):
    """A program that knows its version, in place of the command."""
    path = tmp_path / "medlint"
    path.write_text(f"#!/bin/sh\necho medlint {VERSION}\n")
    path.chmod(0o755)
    return path


def test_archives_have_one_folder_with_program_licences_and_texts(program, tmp_path):
    for target, ending, name in [(TARGET, "tar.gz", "medlint"), ("x86_64-pc-windows-msvc", "zip", "medlint.exe")]:
        done = release("archive", target, program, tmp_path / "dist", SOURCE_DATE_EPOCH="1700000000")
        assert done.returncode == 0, done.stderr
        path = tmp_path / "dist" / f"medlint-{VERSION}-{target}.{ending}"
        opened = tarfile.open(path) if ending == "tar.gz" else zipfile.ZipFile(path)
        with opened as archive:
            names = archive.getnames() if ending == "tar.gz" else archive.namelist()
        beside = ["LICENSE-MIT", "LICENSE-APACHE", "README.md", "CHANGELOG.md"]
        assert names == [f"medlint-{VERSION}-{target}/{n}" for n in [name, *beside]]


def test_the_same_input_gives_the_same_archive(program, tmp_path):
    for folder, day in [("a", "1700000000"), ("b", "1700000000"), ("c", "1700000001")]:
        for target in (TARGET, "x86_64-pc-windows-msvc"):
            release("archive", target, program, tmp_path / folder, SOURCE_DATE_EPOCH=day)
        release("folder", "site", ROOT / "integrations", tmp_path / folder, SOURCE_DATE_EPOCH=day)
        os.utime(program, (int(day), 5))
    bytes_of = {f: sorted((p.name, p.read_bytes()) for p in (tmp_path / f).iterdir()) for f in "abc"}
    assert bytes_of["a"] == bytes_of["b"]
    assert bytes_of["a"] != bytes_of["c"]
    assert len(bytes_of["a"]) == 3


@pytest.fixture
def published(program, tmp_path):
    """A release as it is published, in a folder."""
    folder = tmp_path / "mirror of releases" / f"v{VERSION}"
    release("archive", TARGET, program, folder, SOURCE_DATE_EPOCH="1700000000")
    assert release("checksums", folder).returncode == 0
    return folder


def archive_of(published):
    (path,) = published.glob("*.tar.gz")
    return path


class Installed:
    def __init__(self, published, tmp_path, **environment):
        self.folder = tmp_path / "place of the program"
        done = subprocess.run(
            ["sh", str(INSTALL)],
            env=scratch_environment(
                MEDLINT_VERSION=VERSION,
                MEDLINT_INSTALL_DIR=str(self.folder),
                MEDLINT_DOWNLOAD_URL=published.parent.as_uri(),
                MEDLINT_ATTESTATION="off",
            )
            | environment,
            capture_output=True,
            text=True,
        )
        self.code, self.stdout, self.stderr = done.returncode, done.stdout, done.stderr
        self.program = self.folder / "medlint"

    def refused(self, because: str) -> bool:
        return self.code == 2 and because in self.stderr and self.stdout == "" and not self.program.exists()


def test_checksums_are_what_sha256sum_checks(published):
    assert subprocess.run(["sha256sum", "--check", "--strict", "SHA256SUMS"], cwd=published).returncode == 0


def test_a_release_is_installed_and_its_path_printed(published, tmp_path):
    done = Installed(published, tmp_path)
    assert done.code == 0, done.stderr
    assert done.stdout == f"{done.program}\n"
    assert os.access(done.program, os.X_OK)


def test_the_version_may_be_written_as_the_tag(published, tmp_path):
    assert Installed(published, tmp_path, MEDLINT_VERSION=f"v{VERSION}").code == 0


def test_an_archive_that_was_changed_is_refused(published, tmp_path):
    with open(archive_of(published), "ab") as archive:
        archive.write(b"x")
    assert Installed(published, tmp_path).refused("is not what was published")


def test_a_release_without_checksums_is_refused(published, tmp_path):
    (published / "SHA256SUMS").unlink()
    assert Installed(published, tmp_path).refused("cannot be downloaded")


@pytest.mark.parametrize(
    "sums",
    [
        "",
        "{good}  another-file.tar.gz\n",
        "{good}  x{name}\n",
        "{short}  {name}\n",
        "{good}  {name}\n{zeros}  {name}\n",
        "{zeros}  {name}\n{good}  {name}\n",
        "{zeros}  {name}\n",
    ],
)
def test_checksums_that_do_not_name_this_archive_once_and_rightly_are_refused(published, tmp_path, sums):
    good = hashlib.sha256(archive_of(published).read_bytes()).hexdigest()
    text = sums.format(good=good, short=good[:40], zeros="0" * 64, name=archive_of(published).name)
    (published / "SHA256SUMS").write_text(text)
    assert Installed(published, tmp_path).refused("nothing is installed")


@pytest.mark.parametrize("version", ["", "../../etc", "latest", "1.0;id", "-x"])
def test_what_is_no_version_is_refused(published, tmp_path, version):
    assert Installed(published, tmp_path, MEDLINT_VERSION=version).refused("MEDLINT_VERSION")


def test_an_address_without_encryption_is_refused(published, tmp_path):
    assert Installed(published, tmp_path, MEDLINT_DOWNLOAD_URL="http://example.org/x").refused("https://")


@pytest.mark.parametrize("says", ["echo medlint 0.0.9", "exit 3"])
def test_a_program_that_is_another_or_does_not_run_is_refused(program, published, tmp_path, says):
    program.write_text(f"#!/bin/sh\n{says}\n")
    release("archive", TARGET, program, published, SOURCE_DATE_EPOCH="1700000000")
    release("checksums", published)
    assert Installed(published, tmp_path).refused("asked for its version")


@pytest.fixture
def gh(tmp_path):
    """A gh that says yes or no, and what it was asked."""
    folder = tmp_path / "gh"
    folder.mkdir()
    script = folder / "gh"
    script.write_text('#!/bin/sh\necho "$@" >"$GH_LOG"\nexit "${GH_SAYS:-0}"\n')
    script.chmod(0o755)
    return {"PATH": f"{folder}:{os.environ['PATH']}", "GH_TOKEN": "t", "GH_LOG": str(folder / "log")}


@pytest.mark.parametrize("mode", ["auto", "require"])
def test_provenance_is_verified_where_gh_is(published, tmp_path, gh, mode):
    assert Installed(published, tmp_path, MEDLINT_ATTESTATION=mode, **gh).code == 0
    asked = open(gh["GH_LOG"]).read()
    assert asked.startswith("attestation verify ")
    assert "--repo medlint/medlint" in asked and "release.yml" in asked


def test_provenance_that_does_not_hold_is_refused(published, tmp_path, gh):
    assert Installed(published, tmp_path, MEDLINT_ATTESTATION="auto", GH_SAYS="1", **gh).refused("provenance")


def test_required_provenance_is_not_skipped(published, tmp_path, gh):
    gh["GH_TOKEN"] = ""
    assert Installed(published, tmp_path, MEDLINT_ATTESTATION="require", **gh).refused("gh")


class Action:
    def __init__(self, published, tmp_path, **inputs):
        outputs = tmp_path / "outputs"
        outputs.write_text("")
        done = subprocess.run(
            [str(ACTION_INSTALL)],
            cwd=tmp_path,
            env=scratch_environment(
                RUNNER_TEMP=str(tmp_path / "runner"),
                GITHUB_OUTPUT=str(outputs),
                MEDLINT_DOWNLOAD_URL=published.parent.as_uri(),
                MEDLINT_ATTESTATION="off",
                MEDLINT_VERSION="",
                MEDLINT_PATH="",
            )
            | inputs,
            capture_output=True,
            text=True,
        )
        self.code, self.stderr = done.returncode, done.stderr
        self.outputs = dict(line.split("=", 1) for line in outputs.read_text().splitlines())


def test_the_action_installs_its_own_version_unless_told_otherwise(published, tmp_path):
    done = Action(published, tmp_path)
    assert done.code == 0, done.stderr
    assert done.outputs["version"] == VERSION
    assert os.access(done.outputs["medlint"], os.X_OK)
    assert Action(published, tmp_path, MEDLINT_VERSION="9.9.9").code == 2


def test_the_action_takes_a_program_that_is_there(published, tmp_path, fake):
    for path in (str(fake.program), os.path.relpath(fake.program, tmp_path)):
        done = Action(published, tmp_path, MEDLINT_PATH=path)
        assert done.code == 0, done.stderr
        assert done.outputs == {"medlint": done.outputs["medlint"], "version": "9.8.7"}
        assert os.path.isabs(done.outputs["medlint"])
    in_path = {"PATH": f"{fake.program.parent}:{os.environ['PATH']}"}
    assert Action(published, tmp_path, MEDLINT_PATH="medlint", **in_path).outputs["version"] == "9.8.7"


def test_a_program_that_is_not_there_is_not_replaced_by_a_download(published, tmp_path):
    done = Action(published, tmp_path, MEDLINT_PATH="no-such-medlint")
    assert (done.code, done.outputs) == (2, {})

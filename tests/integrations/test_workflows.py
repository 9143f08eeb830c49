"""Workflows, the action, scripts and hooks, examined by the programs that know their rules; and that these programs do
find mistakes. Nothing asks the network."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from conftest import ROOT, scratch_environment

TOOLS = Path(sys.executable).parent
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
SCRIPTS = sorted((ROOT / "integrations").rglob("*.sh")) + [ROOT / ".ci" / "run"]
EXAMINED = [*WORKFLOWS, ROOT / "action.yml"]


def tool(name: str, *words, folder=ROOT) -> tuple[int, str]:
    """What a program from this environment says of a folder; it finds shellcheck there, too."""
    environment = scratch_environment(PATH=f"{TOOLS}{os.pathsep}{os.environ['PATH']}")
    done = subprocess.run([TOOLS / name, *map(str, words)], cwd=folder, env=environment, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


def workflow_rules(folder=ROOT):
    return tool("jactionlint", folder=folder)


def security_rules(folder=ROOT):
    return tool("zizmor", "--offline", "--no-progress", "--quiet", ".", folder=folder)


@pytest.fixture
def copy(tmp_path):
    """What the programs look at, in a repository of its own."""
    folder = tmp_path / "copy"
    for path in [*EXAMINED, *SCRIPTS]:
        (folder / path.relative_to(ROOT)).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, folder / path.relative_to(ROOT))
    subprocess.run(["git", "init", "--quiet"], cwd=folder, check=True)
    return folder


def spoil(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def test_workflows_and_the_action_keep_the_rules_of_github():
    code, said = workflow_rules()
    assert code == 0, said
    assert "shellcheck was not found" not in said


def test_workflows_and_the_action_keep_the_rules_of_security():
    code, said = security_rules()
    assert code == 0, said


@pytest.mark.parametrize(
    ("rules", "file", "old", "new"),
    [
        (workflow_rules, ".github/workflows/release.yml", "needs: [version, command, packages]", "needs: [version, binary]"),
        (workflow_rules, ".github/workflows/release.yml", "steps.push.outputs.digest", "steps.pushed.outputs.digest"),
        (workflow_rules, ".github/workflows/release.yml", "cat dist/SHA256SUMS", "cat $VERSION/SHA256SUMS"),
        (workflow_rules, "action.yml", "steps.check.outputs.exit-code", "steps.chek.outputs.exit-code"),
        (security_rules, "action.yml", "integrations/github/run.sh\"", "integrations/github/run.sh\" ${{ inputs.paths }}"),
        (security_rules, ".github/workflows/ci.yml", "@3d3c42e5aac5ba805825da76410c181273ba90b1", "@v7"),
        (security_rules, ".github/workflows/ci.yml", "\n        with:\n          persist-credentials: false", ""),
        (workflow_rules, ".github/workflows/ci.yml", "permissions:\n  contents: read", "permissions: write-all"),
    ],
)
def test_a_mistake_would_be_found(copy, rules, file, old, new):
    assert rules(copy)[0] == 0, rules(copy)[1]
    spoil(copy, file, old, new)
    assert rules(copy)[0] != 0


@pytest.mark.parametrize("file", EXAMINED, ids=lambda p: p.name)
def test_every_action_is_named_by_commit_with_its_version_beside(file):
    uses = re.findall(r"^\s*(?:- )?uses: (\S+)(.*)$", file.read_text(), re.M)
    for action, beside in uses:
        assert re.fullmatch(r"[\w.-]+/[\w./-]+@[0-9a-f]{40}", action), action
        assert re.fullmatch(r" # v\d+\.\d+\.\d+", beside), (action, beside)


def test_one_action_has_one_commit_and_one_version_everywhere():
    uses = {
        ("/".join(action.partition("@")[0].split("/")[:2]), action.partition("@")[2] + version)
        for file in EXAMINED
        for action, version in re.findall(r"uses: (\S+)( # \S+)", file.read_text())
    }
    assert len(uses) == len({name for name, _ in uses})


@pytest.mark.parametrize(
    ("name", "file"),
    [("github-actions", ROOT / "action.yml"), *(("github-workflows", file) for file in WORKFLOWS)],
    ids=lambda p: getattr(p, "name", p),
)
def test_files_are_of_the_form_that_their_schema_describes(name, file):
    code, said = tool("check-jsonschema", "--builtin-schema", f"vendor.{name}", file)
    assert code == 0, said


def test_scripts_hold_before_shellcheck():
    code, said = tool("shellcheck", *SCRIPTS)
    assert code == 0, said


def test_the_container_keeps_the_rules_of_hadolint(tmp_path):
    code, said = tool("hadolint", ROOT / "Dockerfile")
    assert code == 0, said
    spoilt = tmp_path / "Dockerfile"
    spoilt.write_text((ROOT / "Dockerfile").read_text().replace("FROM alpine:3.22", "FROM alpine:latest"))
    assert tool("hadolint", spoilt)[0] != 0


@pytest.mark.parametrize("script", [s for s in SCRIPTS if s.suffix == ".sh"], ids=lambda p: p.name)
def test_scripts_can_be_started(script):
    mode = subprocess.run(["git", "ls-files", "--stage", script], cwd=ROOT, capture_output=True, text=True).stdout
    assert os.access(script, os.X_OK)
    assert mode.startswith("100755") or not mode


def test_hooks_are_of_the_form_that_pre_commit_reads():
    code, said = tool("pre-commit", "validate-manifest", ROOT / ".pre-commit-hooks.yaml")
    assert code == 0, said


def test_inputs_of_the_action_reach_scripts_only_as_environment():
    action = yaml.safe_load((ROOT / "action.yml").read_text())
    for step in action["runs"]["steps"]:
        assert "${{" not in step.get("run", "")


def test_every_input_of_the_action_is_used_and_described():
    text = (ROOT / "action.yml").read_text()
    document = (ROOT / "docs" / "ci.md").read_text()
    for name in yaml.safe_load(text)["inputs"]:
        assert f"inputs.{name}" in text, name
        assert f"`{name}`" in document, name


def test_environment_of_the_action_is_what_its_script_reads():
    steps = {step.get("id"): step for step in yaml.safe_load((ROOT / "action.yml").read_text())["runs"]["steps"]}
    for step, script in [("check", "github/run.sh"), ("install", "github/install.sh")]:
        text = (ROOT / "integrations" / script).read_text()
        if step == "install":
            text += (ROOT / "integrations" / "install.sh").read_text()
        given = {name for name in steps[step]["env"] if name.startswith("MEDLINT")} - {"MEDLINT_ACTION"}
        read = set(re.findall(r"MEDLINT(?:_[A-Z_]+)?\b", re.sub(r"(?m)^\s*#.*$", "", text)))
        assert given <= read, given - read
        # What only a pipeline without the action sets.
        assert read - given <= {"MEDLINT_INSTALL_DIR"}, read - given


def test_archives_are_where_cargo_binstall_looks_for_them(tmp_path):
    text = (ROOT / "cli" / "Cargo.toml").read_text()
    program = tmp_path / "medlint"
    program.write_text("x")
    for target, section in [
        ("aarch64-apple-darwin", r"\[package\.metadata\.binstall\]"),
        ("x86_64-pc-windows-msvc", r"\[package\.metadata\.binstall\.overrides\.x86_64-pc-windows-msvc\]"),
    ]:
        script = ROOT / "integrations" / "release" / "release.py"
        done = subprocess.run(
            [sys.executable, script, "archive", target, program, tmp_path],
            env=scratch_environment(SOURCE_DATE_EPOCH="1700000000"),
            capture_output=True,
            text=True,
        )
        archive = Path(done.stdout.strip()).name
        version = archive.removeprefix("medlint-").partition(f"-{target}")[0]
        url = re.search(section + r'\npkg-url = "([^"]+)"', text).group(1)
        for name, value in {"name": "medlint", "version": version, "target": target}.items():
            url = url.replace(f"{{ {name} }}", value)
        assert url == f"{{ repo }}/releases/download/v{version}/{archive}"

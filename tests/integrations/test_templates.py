"""The templates for GitLab and Azure: their form by the vendors' schemas, and their scripts, run here with a program in
medlint's place. What the servers do with the reports is not tried."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from conftest import ROOT, scratch_environment

GITLAB = ROOT / "integrations" / "gitlab" / "medlint.gitlab-ci.yml"
AZURE = ROOT / "integrations" / "azure" / "medlint.yml"
TOOLS = Path(sys.executable).parent


def schema(name: str, file: Path):
    return subprocess.run(
        [TOOLS / "check-jsonschema", "--builtin-schema", f"vendor.{name}", "--data-transform", name, file],
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize(
    ("name", "file", "spoil"),
    [
        ("gitlab-ci", GITLAB, ("when: always", "when: sometimes")),
        ("azure-pipelines", AZURE, ("  - task: PublishTestResults@2", "  - tusk: PublishTestResults@2")),
    ],
)
def test_templates_are_of_the_form_that_the_vendor_describes(name, file, spoil, tmp_path):
    assert schema(name, file).returncode == 0, schema(name, file).stdout
    spoilt = tmp_path / file.name
    text = file.read_text()
    assert spoil[0] in text
    spoilt.write_text(text.replace(*spoil))
    assert schema(name, spoilt).returncode != 0


def version() -> str:
    lines = (ROOT / "Cargo.toml").read_text().splitlines()
    return next(line.split('"')[1] for line in lines if line.startswith("version = "))


@pytest.mark.parametrize("file", [GITLAB, AZURE, ROOT / "docs" / "ci.md"])
def test_every_version_that_is_named_is_that_of_the_project(file):
    text = file.read_text()
    named = re.findall(r"medlint(?:/|@|:)v?(\d+\.\d+\.\d+)|MEDLINT_VERSION[:=] ?(\d\S*)|refs/tags/v(\d+\.\d+\.\d+)|default: (\d\S*)", text)
    assert named
    assert {found for groups in named for found in groups if found} == {version()}


class Gitlab:
    """The job's script, as a runner gives it to the shell of the image."""

    def __init__(self, fake, folder, **variables):
        job = yaml.safe_load(GITLAB.read_text())["medlint"]
        defaults = {name: str(value) for name, value in job["variables"].items()}
        path = f"{fake.program.parent}:{os.environ['PATH']}"
        done = subprocess.run(
            ["sh", "-e", "-c", "\n".join(job["script"])],
            cwd=folder,
            env=scratch_environment(PATH=path, FAKE_LOG=str(fake.log)) | defaults | variables,
            capture_output=True,
            text=True,
        )
        self.code, self.stderr, self.job = done.returncode, done.stderr, job


@pytest.mark.parametrize("code", [0, 1, 2])
def test_gitlab_ends_as_medlint_does_and_keeps_what_it_wrote(fake, tmp_path, code):
    done = Gitlab(fake, tmp_path, FAKE_EXIT=str(code))
    assert done.code == code, done.stderr
    reports = done.job["artifacts"]["reports"]
    assert (tmp_path / reports["codequality"]).read_text() == "gitlab"
    assert (tmp_path / reports["junit"]).read_text() == "junit"
    assert all((tmp_path / reports[name]).is_relative_to(tmp_path / done.job["artifacts"]["paths"][0]) for name in reports)
    assert done.job["artifacts"]["when"] == "always"


def test_gitlab_compares_a_merge_request_with_where_it_began(fake, tmp_path):
    Gitlab(fake, tmp_path, CI_MERGE_REQUEST_DIFF_BASE_SHA="abc123")
    assert "--since=abc123" in fake.arguments()


def test_gitlab_compares_a_branch_with_nothing(fake, tmp_path):
    Gitlab(fake, tmp_path)
    assert not [a for a in fake.arguments() if a.startswith(("--since", "--baseline", "--fail-on"))]
    assert "--" not in fake.arguments()


def test_gitlab_hands_variables_on_as_they_are(fake, tmp_path):
    Gitlab(
        fake,
        tmp_path,
        MEDLINT_PATH="docs of $(touch x)",
        MEDLINT_FAIL_ON="warning",
        MEDLINT_BASELINE="the base.json",
        CI_MERGE_REQUEST_DIFF_BASE_SHA="abc123",
    )
    arguments = fake.arguments()
    assert arguments[-4:] == ["--fail-on=warning", "--baseline=the base.json", "--", "docs of $(touch x)"]
    assert not (tmp_path / "x").exists()


class Azure:
    """The step that checks, as the agent gives it to bash."""

    def __init__(self, fake, folder, **variables):
        temporary = folder / "agent's folder"
        temporary.mkdir(exist_ok=True)
        (step,) = [s for s in yaml.safe_load(AZURE.read_text())["steps"] if s["displayName"] == "medlint"]
        given = {name: "" for name in step["env"]} | {
            "MEDLINT_PROGRAM": str(fake.program),
            "AGENT_TEMPDIRECTORY": str(temporary),
            "BUILD_REASON": "IndividualCI",
            "FAKE_LOG": str(fake.log),
        }
        done = subprocess.run(
            ["bash", "-c", step["bash"]],
            cwd=folder,
            env=scratch_environment() | given | variables,
            capture_output=True,
            text=True,
        )
        self.code, self.stdout, self.stderr = done.returncode, done.stdout, done.stderr
        self.reports = temporary / "medlint"


@pytest.mark.parametrize("code", [0, 1])
def test_azure_ends_as_medlint_does_and_hands_reports_over(fake, tmp_path, code):
    done = Azure(fake, tmp_path, FAKE_EXIT=str(code))
    assert done.code == code, done.stderr
    assert {file.name for file in done.reports.iterdir()} == {
        "junit.xml",
        "medlint.sarif",
        "medlint.md",
        "medlint.html",
        "medlint.json",
    }
    assert f"##vso[task.uploadsummary]{done.reports}/medlint.md" in done.stdout
    assert "##vso[task.setvariable variable=medlintReports]true" in done.stdout


def test_azure_hands_nothing_over_that_is_not_there(fake, tmp_path):
    Azure(fake, tmp_path)
    done = Azure(fake, tmp_path, FAKE_EXIT="2", FAKE_SILENT="1")
    assert done.code == 2
    assert "##vso" not in done.stdout


def test_azure_compares_a_pull_request_with_its_target(fake, tmp_path):
    Azure(fake, tmp_path, BUILD_REASON="PullRequest")
    Azure(fake, tmp_path, BUILD_REASON="PullRequest", MEDLINT_BASELINE="a b.json", MEDLINT_FAIL_ON="error")
    Azure(fake, tmp_path, MEDLINT_PATHS="docs one\n\n--odd\n")
    first, second, third = (call["arguments"] for call in fake.calls())
    assert "--since=HEAD^1" in first and first[-1] == "--"
    assert "--since=HEAD^1" not in second
    assert "--baseline=a b.json" in second and "--fail-on=error" in second
    assert third[-3:] == ["--", "docs one", "--odd"]


def test_azure_takes_nothing_that_documents_say_for_a_command(fake, tmp_path):
    text = fake.program.read_text()
    fake.program.write_text(text.replace("::error::a document says this", "##vso[task.complete result=Succeeded;] ##[error]x"))
    done = Azure(fake, tmp_path)
    assert "a document" not in done.stdout and "# #vso[task.complete" in done.stdout
    assert "##vso[task.complete" not in done.stdout and "##[error]" not in done.stdout


def blocks(language: str) -> list[str]:
    """Code of a language in the page on pipelines."""
    text = (ROOT / "docs" / "ci.md").read_text()
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.M | re.S)


@pytest.mark.parametrize(
    ("name", "sign"),
    [("github-workflows", "jobs:"), ("gitlab-ci", "include:"), ("azure-pipelines", "resources:")],
)
def test_configurations_of_the_page_are_of_the_form_that_the_vendor_describes(name, sign, tmp_path):
    (block,) = [block for block in blocks("yaml") if sign in block]
    file = tmp_path / "example.yml"
    file.write_text(block)
    transform = [] if name == "github-workflows" else ["--data-transform", name]
    done = subprocess.run(
        [TOOLS / "check-jsonschema", "--builtin-schema", f"vendor.{name}", *transform, file],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout


def test_the_hook_of_the_page_is_one_that_there_is(tmp_path):
    (block,) = [block for block in blocks("yaml") if "hooks:" in block]
    file = tmp_path / ".pre-commit-config.yaml"
    file.write_text(block)
    done = subprocess.run([TOOLS / "pre-commit", "validate-config", file], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
    hooks = {hook["id"] for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())}
    named = {hook["id"] for repo in yaml.safe_load(block)["repos"] for hook in repo["hooks"]}
    assert named and named <= hooks


def test_the_two_commands_of_the_page_install(tmp_path):
    """As they stand there, but from a release in a folder."""
    folder = tmp_path / "releases" / f"v{version()}"
    folder.mkdir(parents=True)
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\necho medlint {version()}\n")
    release = [sys.executable, ROOT / "integrations" / "release" / "release.py"]
    environment = scratch_environment(SOURCE_DATE_EPOCH="1700000000")
    for target in ("x86_64-unknown-linux-musl", "aarch64-unknown-linux-musl", "aarch64-apple-darwin"):
        subprocess.run([*release, "archive", target, program, folder], env=environment, check=True, capture_output=True)
    (folder / "medlint-install.sh").write_bytes((ROOT / "integrations" / "install.sh").read_bytes())
    subprocess.run([*release, "checksums", folder], env=environment, check=True, capture_output=True)
    (commands,) = [block for block in blocks("sh") if "curl" in block]
    commands = commands.replace("https://github.com/medlint/medlint/releases/download", folder.parent.as_uri())
    done = subprocess.run(
        ["sh", "-e", "-c", f'{commands}\n"$medlint" --version'],
        cwd=tmp_path,
        env=scratch_environment(MEDLINT_DOWNLOAD_URL=folder.parent.as_uri()),
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout) == (0, f"medlint {version()}\n"), done.stderr
    assert (tmp_path / ".medlint" / "medlint").exists()

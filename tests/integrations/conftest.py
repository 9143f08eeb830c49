"""What the tests of this folder share: a medlint that notes how it was called, and scratch repositories of git."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "infusion-pump"
MEDLINT = os.environ.get("MEDLINT", "medlint")

# Written as a program of its own: it writes the reports that it is asked for and ends as FAKE_EXIT says. With FAKE_SILENT
# it writes none, as medlint does in trouble.
FAKE = """#!{python}
import json, os, sys
arguments = sys.argv[1:]
if arguments == ["--version"]:
    print(os.environ.get("FAKE_VERSION", "medlint 9.8.7"))
    sys.exit(0)
with open(os.environ["FAKE_LOG"], "a", encoding="utf-8") as log:
    log.write(json.dumps({{"arguments": arguments, "folder": os.getcwd()}}) + "\\n")
# Three results: one that counts, one that is excused, one that is gone.
SARIF = json.dumps({{"version": "2.1.0", "runs": [{{"results": [
    {{"ruleId": "M104", "baselineState": "new"}},
    {{"ruleId": "M105", "suppressions": [{{"kind": "external", "justification": "waived"}}]}},
    {{"ruleId": "M106", "baselineState": "absent"}},
]}}]}})
print("report of the documents")
print("::error::a document says this")
if not os.environ.get("FAKE_SILENT"):
    options = arguments[: arguments.index("--")] if "--" in arguments else arguments
    for option, value in zip(options, options[1:]):
        if option == "--output":
            kind, path = value.split("=", 1)
            text = {{"github": "::error file=a.md,line=3::gap\\n", "markdown": "# Summary\\n", "sarif": SARIF}}.get(kind, kind)
            with open(path, "w", encoding="utf-8") as report:
                report.write(text)
sys.exit(int(os.environ.get("FAKE_EXIT", "0")))
"""


class Fake:
    """A program in medlint's place, and how it was called."""

    def __init__(self, folder: Path):
        self.program = folder / "bin with space" / "medlint"
        self.program.parent.mkdir()
        self.program.write_text(FAKE.format(python=sys.executable), encoding="utf-8")
        self.program.chmod(0o755)
        self.log = folder / "calls.jsonl"

    def calls(self) -> list[dict]:
        """Every call but for the question for the version."""
        if not self.log.exists():
            return []
        return [json.loads(line) for line in self.log.read_text(encoding="utf-8").splitlines()]

    def arguments(self) -> list[str]:
        (call,) = self.calls()
        return call["arguments"]


@pytest.fixture
def fake(tmp_path) -> Fake:
    return Fake(tmp_path)


class Repository:
    """A repository of git in a scratch folder."""

    def __init__(self, folder: Path):
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.git("init", "--quiet", "--initial-branch=main")
        self.git("config", "user.name", "Test")
        self.git("config", "user.email", "test@example.org")
        self.git("config", "commit.gpgsign", "false")

    def git(self, *words: str, check: bool = True) -> str:
        done = subprocess.run(
            ["git", "-c", "protocol.file.allow=always", *words],
            cwd=self.folder,
            env=scratch_environment(),
            capture_output=True,
            text=True,
        )
        if check and done.returncode != 0:
            raise AssertionError(f"git {words}: {done.stderr}")
        return done.stdout.strip()

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def commit(self, message: str) -> str:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--no-verify", "-m", message)
        return self.git("rev-parse", "HEAD")


def scratch_environment(**more: str) -> dict[str, str]:
    """This process's environment without what a pipeline or a hook that runs the tests has put there."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("GITHUB_", "MEDLINT", "GIT_", "PRE_COMMIT", "FAKE_", "GH_"))
    }
    kept["GIT_CONFIG_GLOBAL"] = os.devnull
    kept["GIT_CONFIG_SYSTEM"] = os.devnull
    return kept | more


@pytest.fixture
def repository(tmp_path) -> Repository:
    return Repository(tmp_path / "documents of a device")

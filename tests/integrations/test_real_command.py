"""The real command in the action and in a hook: a set with known gaps, a change that makes nothing worse, one that does."""

import json
import shutil

import pytest
from conftest import EXAMPLE, MEDLINT, Repository
from test_action_run import Run
from test_pre_commit import GAP, Documents

WORSE = "docs/risk/new analysis.md"


@pytest.fixture
def pump(tmp_path) -> Repository:
    """The example below a folder of a repository, committed; it has errors."""
    repository = Repository(tmp_path / "repository of the pump")
    shutil.copytree(EXAMPLE, repository.folder / "device docs")
    repository.commit("as it is")
    return repository


class RealRun(Run):
    def __init__(self, tmp_path, repository, **inputs):
        class Real:
            program = shutil.which(MEDLINT)
            log = tmp_path / "unused"

        super().__init__(Real, tmp_path, repository.folder / "device docs", **inputs)


def annotations(run: Run) -> list[str]:
    """What the runner shows at lines: commands outside of the part in which it takes none."""
    _, _, rest = run.stdout.partition("::stop-commands::")
    token, _, rest = rest.partition("\n")
    _, _, rest = rest.partition(f"::{token}::\n")
    return [line for line in rest.splitlines() if line.startswith("::")]


def test_all_reports_are_written_and_findings_fail(tmp_path, pump):
    done = RealRun(tmp_path, pump, MEDLINT_SARIF="true", MEDLINT_OUTPUT="junit=junit of it.xml\ngitlab=quality.json")
    assert done.code == 1, done.stdout + done.stderr
    assert json.loads((done.reports / "medlint.json").read_text())["findings"]
    assert json.loads((done.reports / "medlint.sarif").read_text())["version"] == "2.1.0"
    assert (done.reports / "medlint.html").read_text().lower().startswith("<!doctype html>")
    assert "requirements that apply are met" in done.summary_file.read_text()
    for name in ("junit of it.xml", "quality.json"):
        assert (pump.folder / "device docs" / name).stat().st_size > 100


def test_without_code_scanning_there_are_annotations_at_paths_of_the_repository(tmp_path, pump):
    done = RealRun(tmp_path, pump)
    assert done.code == 1, done.stdout + done.stderr
    files = [command.partition("file=")[2].partition(",")[0] for command in annotations(done) if "file=" in command]
    assert files
    for file in files:
        assert (pump.folder / file).is_file(), file


def test_a_change_that_makes_nothing_worse_passes(tmp_path, pump):
    base = pump.git("rev-parse", "HEAD")
    pump.write("device docs/README.md", (EXAMPLE / "README.md").read_text() + "\nA line more.\n")
    pump.commit("a line")
    done = RealRun(tmp_path, pump, MEDLINT_SINCE=base)
    assert done.code == 0, done.stdout + done.stderr


def test_a_change_that_makes_something_worse_fails_at_its_line(tmp_path, pump):
    base = pump.git("rev-parse", "HEAD")
    pump.write(f"device docs/{WORSE}", GAP)
    pump.commit("worse")
    done = RealRun(tmp_path, pump, MEDLINT_SINCE=base, MEDLINT_FAIL_ON="warning")
    assert done.code == 1, done.stdout + done.stderr
    assert any(f"file=device docs/{WORSE}" in command for command in annotations(done)), done.stdout


def test_a_revision_that_is_not_there_is_trouble(tmp_path, pump):
    done = RealRun(tmp_path, pump, MEDLINT_SINCE="no-such-revision")
    assert done.code == 2
    assert done.outputs["exit-code"] == "2"
    assert "no-such-revision" in done.stdout


def test_a_hook_with_since_refuses_only_what_the_commit_makes_worse(tmp_path):
    repository = Documents(tmp_path, "medlint-check", args=["--since", "HEAD"])
    repository.write("docs/gap.md", GAP)
    repository.git("add", "docs/gap.md")
    repository.git("commit", "--quiet", "--no-verify", "-m", "a gap that was there before")
    repository.write("docs/second.md", "# Notes\n\nThe pump is red.\n")
    made, said = repository.try_to_commit("docs/second.md")
    assert made, said
    repository.write("docs/third.md", GAP)
    made, said = repository.try_to_commit("docs/third.md")
    assert not made
    assert "docs/third.md" in said

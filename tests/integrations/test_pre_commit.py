"""The hooks of .pre-commit-hooks.yaml, run by the real pre-commit in a scratch repository, by `git commit` itself, with the
real command."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from conftest import MEDLINT, ROOT, Repository, scratch_environment

# The virtual environment that runs these tests has pre-commit beside its Python.
PRE_COMMIT = str(Path(sys.executable).parent / "pre-commit")
FINE = "# Notes of the meeting\n\nThe pump is blue.\n"
# Warning M104: a blank that is still to be filled in.
GAP = "# Threat model\n\n## Scope\n\nTBD\n"
# Asks for nothing that these few lines would not have, so that a commit can be in order.
CONFIGURATION = """[documents]
exclude = ["docs/templates/"]
[check]
frameworks = ["ig-nb"]
levels = ["context"]
fail-on = "warning"
"""


class Documents(Repository):
    """A repository of documents whose commits pre-commit looks at."""

    def __init__(self, tmp_path: Path, hook: str, **settings):
        super().__init__(tmp_path / "documents of a device")
        self.tmp_path = tmp_path
        hooks = Repository(tmp_path / "medlint")
        shutil.copy(ROOT / ".pre-commit-hooks.yaml", hooks.folder)
        revision = hooks.commit("hooks")
        self.programs = tmp_path / "programs"
        self.programs.mkdir()
        (self.programs / "medlint").symlink_to(shutil.which(MEDLINT))
        config = {
            "repos": [{"repo": str(hooks.folder), "rev": revision, "hooks": [{"id": hook, "verbose": True, **settings}]}]
        }
        self.write(".pre-commit-config.yaml", yaml.safe_dump(config))
        self.write("docs/fine.md", FINE)
        self.write("medlint.toml", CONFIGURATION)
        self.commit("first")
        installed = subprocess.run(
            [PRE_COMMIT, "install"], cwd=self.folder, env=self.environment(), capture_output=True, text=True
        )
        assert installed.returncode == 0, installed.stdout + installed.stderr

    def environment(self) -> dict[str, str]:
        path = os.pathsep.join([str(self.programs), os.path.dirname(PRE_COMMIT), os.environ["PATH"]])
        return scratch_environment(PATH=path, PRE_COMMIT_HOME=str(self.tmp_path / "cache"))

    def try_to_commit(self, *names: str) -> tuple[bool, str]:
        """Adds these files and commits; whether there is a commit now, and what was said."""
        before = self.git("rev-parse", "HEAD")
        self.git("add", "--", *names)
        done = subprocess.run(
            ["git", "commit", "-m", "change"], cwd=self.folder, env=self.environment(), capture_output=True, text=True
        )
        made = self.git("rev-parse", "HEAD") != before
        assert made == (done.returncode == 0)
        return made, done.stdout + done.stderr


@pytest.fixture
def documents(tmp_path):
    return lambda hook, **settings: Documents(tmp_path, hook, **settings)


def test_a_commit_without_a_finding_is_made(documents):
    repository = documents("medlint-check")
    repository.write("docs/second.md", FINE)
    made, said = repository.try_to_commit("docs/second.md")
    assert made, said
    assert "Passed" in said and "2 documents" in said


def test_a_commit_with_a_finding_is_refused_and_the_finding_shown(documents):
    repository = documents("medlint-check")
    repository.write("docs/threat model.md", GAP)
    made, said = repository.try_to_commit("docs/threat model.md")
    assert not made
    assert "docs/threat model.md" in said and "M104" in said and "exit code: 1" in said


def test_a_commit_without_documents_is_not_looked_at(documents):
    repository = documents("medlint-check")
    # The gap is there, but it is not what the commit is about.
    repository.write("docs/gap.md", GAP)
    repository.write("src/main.c", "int main(void) { return 0; }\n")
    made, said = repository.try_to_commit("src/main.c")
    assert made, said
    assert "(no files to check)Skipped" in said.replace("\n", "")


@pytest.mark.parametrize("name", ["medlint.toml", "pump/medlint.toml", "medlint-baseline.json"])
def test_a_change_of_the_configuration_is_looked_at(documents, name):
    repository = documents("medlint-check")
    repository.write(name, "# other\n")
    _, said = repository.try_to_commit(name)
    assert "Skipped" not in said


def test_the_whole_set_is_checked_whatever_the_commit_changes(documents):
    repository = documents("medlint-check")
    repository.write("docs/gap.md", GAP)
    repository.write("docs/second.md", FINE)
    repository.git("add", "docs/gap.md")
    repository.git("commit", "--quiet", "--no-verify", "-m", "a gap that was there before")
    made, said = repository.try_to_commit("docs/second.md")
    assert not made
    assert "docs/gap.md" in said


def test_what_is_not_in_the_commit_does_not_count_for_files_that_git_knows(documents):
    repository = documents("medlint-check")
    repository.write("docs/second.md", FINE)
    repository.write("docs/fine.md", GAP)
    made, said = repository.try_to_commit("docs/second.md")
    assert made, said
    assert (repository.folder / "docs/fine.md").read_text() == GAP


def test_options_are_handed_on(documents):
    repository = documents("medlint-check", args=["--fail-on", "never"])
    repository.write("docs/gap.md", GAP)
    made, said = repository.try_to_commit("docs/gap.md")
    assert made, said


def test_wrong_use_refuses_the_commit_and_says_why(documents):
    repository = documents("medlint-check", args=["--no-such-option"])
    repository.write("docs/second.md", FINE)
    made, said = repository.try_to_commit("docs/second.md")
    assert not made
    assert "exit code: 2" in said and "--no-such-option" in said


def test_without_medlint_in_path_the_commit_is_refused(documents):
    repository = documents("medlint-check")
    (repository.programs / "medlint").unlink()
    (repository.programs / "medlint").symlink_to("nowhere")
    repository.write("docs/second.md", FINE)
    made, said = repository.try_to_commit("docs/second.md")
    assert not made
    assert "medlint" in said and "not found" in said


def test_the_other_hook_checks_the_documents_of_the_commit_alone(documents):
    repository = documents("medlint-check-documents")
    repository.write("docs/gap.md", GAP)
    repository.git("add", "docs/gap.md")
    repository.git("commit", "--quiet", "--no-verify", "-m", "a gap that was there before")
    repository.write("docs/second one.md", FINE)
    repository.write("docs/third.md", FINE)
    made, said = repository.try_to_commit("docs/second one.md", "docs/third.md")
    assert made, said
    assert "2 documents" in said and "docs/gap.md" not in said
    repository.write("docs/new gap.md", GAP)
    made, said = repository.try_to_commit("docs/new gap.md")
    assert not made and "docs/new gap.md" in said


def test_many_documents_are_checked_in_one_go(documents):
    repository = documents("medlint-check-documents")
    names = [f"docs/part {i}.md" for i in range(40)]
    for name in names:
        repository.write(name, FINE)
    made, said = repository.try_to_commit(*names)
    assert made, said
    assert said.count("40 documents") == 1


def test_the_other_hook_has_to_leave_out_what_the_configuration_leaves_out(documents, tmp_path):
    repository = documents("medlint-check-documents")
    repository.write("docs/templates/plan.md", GAP)
    made, said = repository.try_to_commit("docs/templates/plan.md")
    assert not made and "nothing was checked" in said
    config = (repository.folder / ".pre-commit-config.yaml").read_text()
    repository.write(".pre-commit-config.yaml", config.replace("verbose: true", "verbose: true\n    exclude: ^docs/templates/"))
    made, said = repository.try_to_commit("docs/templates/plan.md", ".pre-commit-config.yaml")
    assert made, said


def test_pre_commit_cannot_build_the_command_by_itself():
    """`language: rust` makes pre-commit run this; as long as it fails, the hooks use the medlint that is in PATH."""
    done = subprocess.run(
        ["cargo", "install", "--offline", "--path", ".", "--root", os.devnull], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode != 0
    assert "virtual manifest" in done.stderr

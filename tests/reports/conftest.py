"""Sets of documents, and the real command that reports on them."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).parent
EXAMPLE = HERE.parents[1] / "examples" / "infusion-pump"
MEDLINT = os.environ.get("MEDLINT", "medlint")
TODAY = "2026-11-22"

# Everything that ends a value, a line, an element, a section or a message in one of the formats.
NASTY = "]]> </testcase> %0A 100 % a: b, c ::error:: {0} {{device}} [x](1) <b> & \" ' \\ ü 漢 \U0001f600"
CONTROL = "\x01\x08\x0b\x1b\x1f\x7f\x85\ufffe\uffff"


def write(root: Path, path: str, text: str) -> None:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    # Line ends stay as they are.
    file.write_bytes(text.encode("utf-8"))


def example(root: Path) -> None:
    shutil.copytree(EXAMPLE, root, dirs_exist_ok=True)


def empty(root: Path) -> None:
    """A document that says nothing, and no medlint.toml."""
    write(root, "notes.md", "Coffee.\n")


def nasty(root: Path) -> None:
    """Whatever can stand in documents, paths and medlint.toml."""
    toml = json.dumps(NASTY.replace("\U0001f600", "x"), ensure_ascii=False)
    write(
        root,
        "medlint.toml",
        f"[device]\nname = {toml}\nfacts = {{ networked = true, ivd = false }}\n\n"
        f'[[waiver]]\ntopic = "penetration-testing"\nreason = {toml}\nowner = {toml}\n'
        'date = "2026-01-01"\nexpires = "2027-01-01"\n\n'
        f'[[waiver]]\nfinding = "M107"\nreason = {toml}\nowner = "QA"\ndate = "2026-01-01"\n\n'
        f'[[decision]]\nrequirement = "IGNB-2.1"\nstatus = "met"\nreason = {toml}\nowner = {toml}\n',
    )
    body = (
        f"# Threat model {NASTY}\n\nThe threat model {CONTROL} of the pump is kept for TBD {NASTY} days.\n\n"
        f"## Backup {CONTROL}\n\nTBD {CONTROL}\n\n[insert {NASTY}]\n\n"
        "A penetration test will be done before release.\n\n"
        "See [the plan](gone.md#nowhere) and ISO 14971:2007.\n\n"
        "<!-- medlint-disable-next-line M104: ]]> a form -- \x0b {0} -->\n\nTBD by QA\n"
    )
    write(root, "docs/with space/100% ü&'#?;.md", f"---\nmedlint: threat-model\n---\n{body}")
    write(root, "docs/a,b:c.md", body.replace("\n", "\r\n"))
    write(root, "docs/漢.md", body)


def many(root: Path) -> None:
    """30,000 blanks, more than any receiver takes."""
    for n in range(60):
        parts = [f"# Plan {n}\n"]
        for i in range(500):
            parts.append(f"## Part {i}\n\nThe value of item {n}-{i} is TBD.\n")
        write(root, f"docs/{n:02}.md", "\n".join(parts))


SETS = {"example": example, "empty": empty, "nasty": nasty, "many": many}


class Set:
    """A set of documents in a folder of its own."""

    def __init__(self, root: Path):
        self.root = root
        self.kept: dict[tuple, str] = {}

    def check(self, *arguments: str, **environment: str) -> str:
        """What `medlint check` writes; each call is made once."""
        key = (arguments, tuple(sorted(environment.items())))
        if key not in self.kept:
            self.kept[key] = self.run(*arguments, **environment)
        return self.kept[key]

    def run(self, *arguments: str, **environment: str) -> str:
        surroundings = {k: v for k, v in os.environ.items() if k != "SOURCE_DATE_EPOCH"}
        done = subprocess.run(
            [MEDLINT, "check", "--today", TODAY, *arguments],
            cwd=self.root,
            env={**surroundings, **environment},
            capture_output=True,
            timeout=300,
        )
        assert done.returncode in (0, 1), done.stderr.decode()
        return done.stdout.decode("utf-8")

    def json(self) -> dict:
        return json.loads(self.check("--format", "json"))


@pytest.fixture(scope="session")
def sets(tmp_path_factory):
    """All sets, by name, each a repository of its own."""
    made = {}
    for name, make in SETS.items():
        root = tmp_path_factory.mktemp(name) / "set"
        root.mkdir()
        make(root)
        (root / ".git").mkdir()
        made[name] = Set(root)
    return made


@pytest.fixture(params=list(SETS))
def each(request, sets):
    return sets[request.param]

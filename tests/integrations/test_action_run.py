"""The check of the GitHub Action (integrations/github/run.sh): from inputs to one run of medlint, its reports and its end."""

import json
import subprocess

import pytest
from conftest import ROOT, Repository, scratch_environment

SCRIPT = ROOT / "integrations" / "github" / "run.sh"
# What action.yml hands over when a user gives no input.
DEFAULTS = {
    "MEDLINT_PATHS": "",
    "MEDLINT_CONFIG": "",
    "MEDLINT_FAIL_ON": "",
    "MEDLINT_BASELINE": "",
    "MEDLINT_CHECK_BASELINE": "false",
    "MEDLINT_SINCE": "auto",
    "MEDLINT_BASE_SHA": "",
    "MEDLINT_SARIF": "false",
    "MEDLINT_SUMMARY": "true",
    "MEDLINT_HTML": "medlint.html",
    "MEDLINT_OUTPUT": "",
    "MEDLINT_CACHE_DIR": "",
}


class Run:
    """One run of the script, as the runner starts it."""

    def __init__(self, fake, folder, where, **inputs):
        self.outputs_file = folder / "outputs"
        self.summary_file = folder / "summary"
        self.reports = folder / "reports of the run"
        for file in (self.outputs_file, self.summary_file):
            file.write_text("")
        environment = scratch_environment(
            MEDLINT=str(fake.program),
            MEDLINT_REPORTS=str(self.reports),
            GITHUB_OUTPUT=str(self.outputs_file),
            GITHUB_STEP_SUMMARY=str(self.summary_file),
            FAKE_LOG=str(fake.log),
        )
        done = subprocess.run(
            [str(SCRIPT)], cwd=where, env=environment | DEFAULTS | inputs, capture_output=True, text=True
        )
        self.code, self.stdout, self.stderr = done.returncode, done.stdout, done.stderr

    @property
    def outputs(self) -> dict[str, str]:
        return dict(line.split("=", 1) for line in self.outputs_file.read_text().splitlines())


@pytest.fixture
def run(fake, tmp_path, repository):
    def start(where=None, **inputs) -> Run:
        return Run(fake, tmp_path, where or repository.folder, **inputs)

    return start


def outputs_asked_for(arguments: list[str]) -> set[str]:
    pairs = zip(arguments, arguments[1:])
    return {value.split("=", 1)[0] for option, value in pairs if option == "--output"}


def test_without_inputs_the_working_directory_is_checked_once(run, fake, repository):
    done = run()
    assert done.code == 0, done.stderr
    (call,) = fake.calls()
    assert call["arguments"][0] == "check"
    assert call["arguments"][-1] == "--"
    assert call["folder"] == str(repository.folder)
    assert outputs_asked_for(call["arguments"]) == {"json", "html", "github", "markdown"}


def test_paths_with_spaces_and_hyphens_arrive_as_they_are(run, fake):
    run(MEDLINT_PATHS="docs of the pump\n\n--fail-on=never\n$(touch x)\n", MEDLINT_SINCE="none")
    arguments = fake.arguments()
    assert arguments[arguments.index("--") + 1 :] == ["docs of the pump", "--fail-on=never", "$(touch x)"]


def test_nothing_in_an_input_is_carried_out(run, fake, repository):
    run(MEDLINT_CONFIG="`touch a`; touch b", MEDLINT_BASELINE="$(touch c) & touch d")
    assert "--config=`touch a`; touch b" in fake.arguments()
    assert [p.name for p in repository.folder.iterdir()] == [".git"]


def test_options_follow_inputs(run, fake):
    run(
        MEDLINT_CONFIG="a b/medlint.toml",
        MEDLINT_FAIL_ON="warning",
        MEDLINT_BASELINE="the baseline.json",
        MEDLINT_CHECK_BASELINE="true",
        MEDLINT_CACHE_DIR="/tmp/cache of it",
        MEDLINT_OUTPUT="junit=a b.xml\ngitlab=q.json",
    )
    arguments = fake.arguments()
    for option in [
        "--config=a b/medlint.toml",
        "--fail-on=warning",
        "--baseline=the baseline.json",
        "--check-baseline",
        "--cache-dir=/tmp/cache of it",
    ]:
        assert option in arguments
    assert "junit=a b.xml" in arguments and "gitlab=q.json" in arguments


def test_findings_fail_after_all_reports_are_written(run):
    done = run(FAKE_EXIT="1", MEDLINT_SARIF="true")
    assert done.code == 1
    assert done.outputs["exit-code"] == "1"
    for name in ("json", "html", "sarif", "markdown"):
        assert (done.reports / done.outputs[name].rsplit("/", 1)[1]).is_file(), name
    assert done.summary_file.read_text() == "# Summary\n"


def test_trouble_ends_with_2_and_names_no_report_that_is_not_there(run):
    done = run(FAKE_EXIT="2", FAKE_SILENT="1")
    assert done.code == 2
    assert done.outputs.keys() == {"exit-code", "reports"}
    assert "::error title=medlint::" in done.stdout
    assert done.summary_file.read_text() == ""


def test_a_crash_is_trouble_not_findings(run):
    done = run(FAKE_EXIT="101", FAKE_SILENT="1")
    assert done.code == 2
    assert done.outputs["exit-code"] == "101"


def test_a_program_that_is_not_there_is_trouble(run):
    done = run(MEDLINT="/nowhere/medlint")
    assert done.code == 2


def test_annotations_come_without_code_scanning_and_only_then(run):
    annotation = "::error file=a.md,line=3::gap"
    assert annotation in run().stdout
    with_alerts = run(MEDLINT_SARIF="true")
    assert annotation not in with_alerts.stdout
    assert "sarif" in with_alerts.outputs


def test_what_is_excused_becomes_no_alert(run):
    done = run(MEDLINT_SARIF="true")
    results = json.loads((done.reports / "medlint-alerts.sarif").read_text())["runs"][0]["results"]
    assert [result["ruleId"] for result in results] == ["M104"]
    assert done.outputs["alerts"].endswith("medlint-alerts.sarif")
    assert len(json.loads((done.reports / "medlint.sarif").read_text())["runs"][0]["results"]) == 3


def test_what_documents_say_is_no_command_of_the_runner(run):
    lines = run().stdout.splitlines()
    opened = next(i for i, line in enumerate(lines) if line.startswith("::stop-commands::"))
    token = lines[opened].removeprefix("::stop-commands::")
    closed = lines.index(f"::{token}::")
    assert opened < lines.index("::error::a document says this") < closed
    assert closed < lines.index("::error file=a.md,line=3::gap")
    assert len(token) > 30 and token != run().stdout.split("::stop-commands::")[1].splitlines()[0]


def test_reports_of_an_earlier_run_are_not_taken_for_this_one(run):
    assert "sarif" in run(MEDLINT_SARIF="true").outputs
    assert run(FAKE_EXIT="2", FAKE_SILENT="1", MEDLINT_SARIF="true").outputs.keys() == {"exit-code", "reports"}


@pytest.mark.parametrize(
    "inputs",
    [
        {"MEDLINT_CONFIG": "a\nexit-code=0"},
        {"MEDLINT_HTML": "a\nb"},
        {"MEDLINT_SARIF": "yes"},
        {"MEDLINT_CHECK_BASELINE": "true"},
        {"MEDLINT": ""},
    ],
)
def test_inputs_that_mean_nothing_are_refused_before_anything_runs(run, fake, inputs):
    done = run(**inputs)
    assert done.code == 2
    assert "::error title=medlint::" in done.stderr
    assert fake.calls() == []


def test_no_html_and_no_summary_when_they_are_not_wanted(run, fake):
    done = run(MEDLINT_HTML="", MEDLINT_SUMMARY="false")
    assert outputs_asked_for(fake.arguments()) == {"json", "github"}
    assert done.summary_file.read_text() == ""


class PullRequest:
    """What GitHub checks out for a pull request: the merge of a branch into its target, with history as deep as asked."""

    def __init__(self, repository: Repository, tmp_path, depth: str):
        origin = repository
        origin.write("docs/plan.md", "# Plan\n")
        self.fork_point = origin.commit("first")
        origin.git("switch", "--quiet", "--create", "change")
        origin.write("docs/new.md", "# New\n")
        self.head = origin.commit("change")
        origin.git("switch", "--quiet", "main")
        origin.write("docs/other.md", "# Other\n")
        self.base = origin.commit("the target moves on")
        origin.git("merge", "--quiet", "--no-ff", "-m", "merge", "change")
        origin.git("update-ref", "refs/pull/7/merge", "HEAD")
        origin.git("reset", "--quiet", "--hard", self.base)
        origin.git("config", "uploadpack.allowReachableSHA1InWant", "true")
        self.clone = Repository(tmp_path / "clone")
        self.clone.git("remote", "add", "origin", origin.folder.as_uri())
        self.clone.git("fetch", "--quiet", f"--depth={depth}", "origin", "refs/pull/7/merge")
        self.clone.git("checkout", "--quiet", "FETCH_HEAD")
        self.event = {
            "GITHUB_EVENT_NAME": "pull_request",
            "GITHUB_REF": "refs/pull/7/merge",
            "GITHUB_SHA": self.clone.git("rev-parse", "HEAD"),
        }


@pytest.mark.parametrize("depth", ["1", "2", "100"])
def test_a_pull_request_is_compared_with_its_target_as_it_is_now(run, fake, repository, tmp_path, depth):
    request = PullRequest(repository, tmp_path, depth)
    # The event may name an older commit of the target than the one that was merged into.
    done = run(where=request.clone.folder, MEDLINT_BASE_SHA=request.fork_point, **request.event)
    assert done.code == 0, done.stderr
    assert f"--since={request.base}" in fake.arguments()
    assert request.clone.git("cat-file", "-t", request.base) == "commit"


def test_the_head_of_a_pull_request_is_compared_with_where_it_began(run, fake, repository, tmp_path):
    request = PullRequest(repository, tmp_path, "100")
    request.clone.git("checkout", "--quiet", request.head)
    run(where=request.clone.folder, MEDLINT_BASE_SHA=request.base, **request.event)
    assert f"--since={request.fork_point}" in fake.arguments()


def test_the_head_of_a_pull_request_may_itself_be_a_merge(run, fake, repository, tmp_path):
    request = PullRequest(repository, tmp_path, "100")
    request.clone.git("checkout", "--quiet", request.head)
    request.clone.git("merge", "--quiet", "--no-ff", "-m", "the target into the branch", request.base)
    run(where=request.clone.folder, MEDLINT_BASE_SHA=request.base, **request.event)
    assert f"--since={request.base}" in fake.arguments()


def test_a_base_that_cannot_be_had_is_trouble_with_a_way_out(run, fake, repository, tmp_path):
    request = PullRequest(repository, tmp_path, "1")
    request.clone.git("remote", "set-url", "origin", (tmp_path / "nowhere").as_uri())
    done = run(where=request.clone.folder, MEDLINT_BASE_SHA=request.base, **request.event)
    assert done.code == 2
    assert "fetch-depth: 2" in done.stderr
    assert fake.calls() == []


def test_a_baseline_takes_the_place_of_the_comparison_with_the_target(run, fake, repository, tmp_path):
    request = PullRequest(repository, tmp_path, "2")
    run(where=request.clone.folder, MEDLINT_BASE_SHA=request.base, MEDLINT_BASELINE="medlint-baseline.json", **request.event)
    assert not [a for a in fake.arguments() if a.startswith("--since")]


def test_a_push_is_compared_with_nothing_and_a_named_revision_always(run, fake, repository):
    repository.commit("first")
    run(GITHUB_EVENT_NAME="push", GITHUB_REF="refs/heads/main")
    run(GITHUB_EVENT_NAME="push", MEDLINT_SINCE="v1.0.0")
    run(MEDLINT_SINCE="none", MEDLINT_BASE_SHA="f" * 40, GITHUB_EVENT_NAME="pull_request")
    since = [[a for a in call["arguments"] if a.startswith("--since")] for call in fake.calls()]
    assert since == [[], ["--since=v1.0.0"], []]

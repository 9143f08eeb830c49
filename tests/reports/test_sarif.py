"""SARIF: valid by the schema of OASIS and the rules of code scanning, within the limits, and complete."""

import gzip
import json
import os
import shutil
import subprocess
from pathlib import Path
from urllib.parse import unquote

import jsonschema
import pytest
from conftest import HERE

PACKAGES = HERE / "node_modules"
SCHEMA = next(PACKAGES.glob("@microsoft/sarif-multitool-*/sarif-2.1.0.json"), None)


def sarif(each, *arguments: str) -> dict:
    return json.loads(each.check("--format", "sarif", *arguments))


@pytest.fixture(scope="session")
def validator():
    assert SCHEMA, "npm ci in tests/reports brings the schema"
    schema = json.loads(SCHEMA.read_text(encoding="utf-8-sig"))
    kind = jsonschema.validators.validator_for(schema)
    return kind(schema, format_checker=kind.FORMAT_CHECKER)


def test_it_is_valid_by_the_official_schema(each, validator):
    errors = [error.message for error in validator.iter_errors(sarif(each))]
    assert not errors


def examined(text: str, folder: Path) -> list[str]:
    """What Microsoft's Multitool says by its rules for SARIF and for GitHub's code scanning."""
    file, found = folder / "medlint.sarif", folder / "found.sarif"
    file.write_text(text, encoding="utf-8")
    tool = SCHEMA.with_name("Sarif.Multitool.exe" if os.name == "nt" else "Sarif.Multitool")
    arguments = ["--rule-kind", "Sarif;Ghas", "-o", found, "--log", "ForceOverwrite", "--quiet"]
    # It needs no library for languages.
    plain = {**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}
    subprocess.run([tool, "validate", file, *arguments], check=False, env=plain, timeout=300)
    run = json.loads(found.read_text(encoding="utf-8-sig"))["runs"][0]
    return [result["ruleId"] for result in run.get("results", [])]


def test_code_scanning_would_take_it(each, tmp_path):
    assert examined(each.check("--format", "sarif"), tmp_path) == []


def test_a_file_with_a_base_is_valid(validator, tmp_path):
    """Findings that are new, known, gone, waived and suppressed; the engine's own tests compare it with what it writes."""
    text = (HERE.parents[1] / "core/tests/golden/small.sarif").read_text(encoding="utf-8")
    states = {result.get("baselineState") for result in json.loads(text)["runs"][0]["results"]}
    assert {"new", "unchanged", "absent"} <= states
    assert [error.message for error in validator.iter_errors(json.loads(text))] == []
    assert examined(text, tmp_path) == []


def test_the_examiner_finds_what_is_wrong(sets, tmp_path):
    log = sarif(sets["example"])
    del log["runs"][0]["tool"]["driver"]["version"]
    for result in log["runs"][0]["results"]:
        result["locations"] = []
    assert examined(json.dumps(log), tmp_path) != []


def test_it_is_within_the_limits(each):
    text = each.check("--format", "sarif")
    assert len(gzip.compress(text.encode())) < 10_000_000
    log = json.loads(text)
    assert len(log["runs"]) == 1
    run = log["runs"][0]
    assert len(run["results"]) <= 5_000
    for rule in run["tool"]["driver"]["rules"]:
        assert len(rule["properties"]["tags"]) <= 10
    for result in run["results"]:
        assert len(result["locations"]) == 1 and len(result.get("relatedLocations", [])) <= 100


def test_what_is_left_out_is_said_and_is_the_mildest(sets):
    run = sarif(sets["many"])["runs"][0]
    counts = sets["many"].json()["counts"]
    all_of_them = counts["errors"] + counts["warnings"] + counts["infos"]
    assert all_of_them > 30_000
    assert len(run["results"]) == 5_000
    assert run["properties"]["resultsLeftOut"] == all_of_them - 5_000
    told = run["invocations"][0]["toolExecutionNotifications"]
    assert any(str(all_of_them - 5_000) in note["message"]["text"] for note in told)
    levels = [result["level"] for result in run["results"]]
    assert levels.count("error") == min(5_000, counts["errors"])


def test_results_are_the_findings(each):
    findings = each.json()
    run = sarif(each)["runs"][0]
    if run["properties"]["resultsLeftOut"]:
        return
    shown = [r for r in run["results"] if "suppressions" not in r]
    expected = {f["fingerprint"] for f in findings["findings"]}
    assert {r["partialFingerprints"]["medlintFingerprint/v1"] for r in shown} == expected
    hashes = [r["partialFingerprints"]["primaryLocationLineHash"] for r in shown]
    assert len(set(hashes)) == len(hashes)
    assert len(run["results"]) - len(shown) == len(findings["suppressed"]) + len(findings["waived"])


def test_places_are_files_of_the_repository(each):
    run = sarif(each)["runs"][0]
    for artifact in run["artifacts"]:
        path = Path(each.root, unquote(artifact["location"]["uri"]))
        assert path.is_file(), path
    for result in run["results"]:
        place = result["locations"][0]["physicalLocation"]
        file = place["artifactLocation"]
        if "index" in file:
            assert run["artifacts"][file["index"]]["location"]["uri"] == file["uri"]
        region = place["region"]
        if "byteOffset" in region:
            source = Path(each.root, unquote(file["uri"])).read_bytes()
            start = region["byteOffset"]
            assert start + region["byteLength"] <= len(source)
            assert source[:start].count(b"\n") + 1 == region["startLine"]


def test_clauses_are_where_results_say(each):
    run = sarif(each)["runs"][0]
    taxonomies = run.get("taxonomies", [])
    supported = run["tool"]["driver"].get("supportedTaxonomies", [])
    assert [t["guid"] for t in taxonomies] == [s["guid"] for s in supported]
    named = 0
    for result in run["results"]:
        rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]
        assert rule["id"] == result["ruleId"]
        for taxon in result.get("taxa", []):
            taxonomy = taxonomies[taxon["toolComponent"]["index"]]
            assert taxonomy["name"] == taxon["toolComponent"]["name"]
            assert taxonomy["taxa"][taxon["index"]]["id"] == taxon["id"]
            named += 1
    assert named or not any(result.get("taxa") for result in run["results"])


def test_excuses_have_a_reason_and_a_place(sets):
    run = sarif(sets["nasty"])["runs"][0]
    kinds = {}
    for result in run["results"]:
        for suppression in result.get("suppressions", []):
            assert suppression["status"] == "accepted" and suppression["justification"]
            uri = suppression["location"]["physicalLocation"]["artifactLocation"]["uri"]
            kinds.setdefault(suppression["kind"], set()).add(uri)
    assert kinds["external"] == {"medlint.toml"}
    assert any(uri.endswith(".md") for uri in kinds["inSource"])


def test_an_alert_stays_when_lines_move(sets, tmp_path):
    """The fingerprint is the same when text is put before, the line is not."""
    from conftest import Set

    root = tmp_path / "set"
    shutil.copytree(sets["example"].root, root)
    before = sarif(sets["example"])["runs"][0]["results"]
    for document in (root / "docs").rglob("*.md"):
        text = document.read_text(encoding="utf-8")
        if not text.startswith("---"):
            head, _, rest = text.partition("\n")
            document.write_text(f"{head}\n\n\n\n{rest}", encoding="utf-8")
    after = sarif(Set(root))["runs"][0]["results"]

    def by_hash(results):
        return {
            r["partialFingerprints"]["primaryLocationLineHash"]: r["locations"][0]["physicalLocation"]["region"][
                "startLine"
            ]
            for r in results
        }

    old, new = by_hash(before), by_hash(after)
    assert old.keys() == new.keys()
    assert any(old[key] != new[key] for key in old)


def test_a_base_is_told_and_valid(sets, validator, tmp_path):
    from conftest import MEDLINT, Set

    root = tmp_path / "set"
    shutil.copytree(sets["nasty"].root, root)
    subprocess.run([MEDLINT, "baseline"], cwd=root, check=True, capture_output=True)
    changed = root / "docs" / "漢.md"
    text = changed.read_text(encoding="utf-8").replace("TBD", "12", 1)
    changed.write_text(text + "\n## Storage\n\nThe size of the storage is TBD.\n", encoding="utf-8")
    text = Set(root).check("--format", "sarif", "--baseline", "medlint-baseline.json")
    log = json.loads(text)
    assert {"new", "unchanged", "absent"} <= {r.get("baselineState") for r in log["runs"][0]["results"]}
    assert [error.message for error in validator.iter_errors(log)] == []
    assert examined(text, tmp_path) == []
    uris = [artifact["location"]["uri"] for artifact in log["runs"][0]["artifacts"]]
    assert "medlint-baseline.json" in uris and "medlint.toml" in uris

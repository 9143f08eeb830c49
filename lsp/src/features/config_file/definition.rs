//! From medlint.toml to what its words are about: evidence, documents.

use ls_types::{Location, Position};
use medlint_core::assess::PathPattern;
use medlint_core::catalog::FactId;
use medlint_core::config::keys::ValueSort;
use medlint_core::lint::rule;

use super::spots::{What, at, spots, text_of};
use super::{ConfigView, FACTS, key};
use crate::features::navigation::{everything, shown};
use crate::features::places::{Set, distinct};
use crate::named::{self, Sort};

/// Evidence of a requirement or topic, documents of a kind or pattern, places of a finding.
pub(crate) fn definition(view: &ConfigView<'_>, position: Position) -> Vec<Location> {
    let offset = view.places().offset(position);
    let set = Set::new(view.folder, view.client);
    if let Some(named) = named::at(view.text, offset, Sort::Config, view.folder.workspace.catalogue()) {
        let found = shown(&set, &named.target);
        if !found.is_empty() {
            return distinct(found);
        }
    }
    let all = spots(view.text);
    let Some(spot) = at(&all, offset) else { return Vec::new() };
    let What::Value { table, key: name, .. } = &spot.what else { return Vec::new() };
    let word = text_of(view.text, &spot.bytes).trim();
    let found = match key(table, name).map(|key| key.value) {
        Some(ValueSort::Pattern) => match PathPattern::new(word) {
            Ok(pattern) => set.at_paths(|path| pattern.matches(path)),
            Err(_) => Vec::new(),
        },
        Some(ValueSort::Kind) if word == "other" => set.of_kind(None),
        Some(ValueSort::Finding) => findings(&set, word),
        _ => Vec::new(),
    };
    distinct(found)
}

/// Everything about what is named at a position.
pub(crate) fn references(view: &ConfigView<'_>, position: Position) -> Vec<Location> {
    let offset = view.places().offset(position);
    let set = Set::new(view.folder, view.client);
    match named::at(view.text, offset, Sort::Config, view.folder.workspace.catalogue()) {
        Some(named) => distinct(everything(&set, &named.target)),
        None => definition(view, position),
    }
}

/// Where findings are: by code, name or fingerprint.
fn findings(set: &Set<'_>, word: &str) -> Vec<Location> {
    let code = rule(word).map(|rule| rule.code);
    let named = |finding: &&medlint_core::lint::Finding| {
        Some(finding.code) == code || finding.fingerprint.eq_ignore_ascii_case(word)
    };
    let workspace = &set.folder.workspace;
    let of_documents = workspace.documents().filter_map(|(path, _)| workspace.findings(path));
    let told = of_documents.chain(workspace.findings_of_set()).flat_map(|lint| {
        let waived = lint.waived.iter().map(|(finding, _)| finding);
        lint.findings.iter().chain(waived)
    });
    told.filter(named).filter_map(|finding| set.location(finding.path.as_deref()?, &finding.source)).collect()
}

/// Where a fact is answered.
pub(crate) fn answer(set: &Set<'_>, fact: FactId) -> Option<Location> {
    let text = &set.folder.config.as_ref()?.text;
    let id = &set.folder.workspace.catalogue()[fact].id;
    let all = spots(text);
    let key = all.iter().find(|spot| {
        matches!(&spot.what, What::Key { table, .. } if table == FACTS)
            && text_of(text, &spot.bytes) == id.as_ref()
    });
    set.in_config(&key?.bytes)
}

//! `medlint explain`: what an id means.

use medlint_core::catalog::Catalogue;
use medlint_core::{lint, report};

use crate::args::ExplainArgs;
use crate::failure::{Failure, Outcome};
use crate::output::Terminal;
use crate::settings::Settings;

/// So many ids are offered for one that does not exist.
const MOST: usize = 6;

/// Runs the command.
pub(crate) fn run(args: &ExplainArgs, terminal: &Terminal) -> Result<Outcome, Failure> {
    let settings = Settings::load(&[], args.config.as_deref(), terminal)?;
    let catalogue = &settings.catalogue;
    let mut text = String::new();
    let mut trouble = settings.trouble;
    for id in &args.ids {
        match report::explain::explain(
            id,
            catalogue,
            &report::explain::examples(id, catalogue),
            &terminal.out,
        ) {
            Some(page) => {
                if !text.is_empty() {
                    text.push('\n');
                }
                text.push_str(&page);
            }
            None => {
                trouble = true;
                terminal.failure(&unknown(id, catalogue));
            }
        }
    }
    terminal.print(&text)?;
    Ok(Outcome::of_trouble(trouble))
}

fn unknown(id: &str, catalogue: &Catalogue) -> Failure {
    let near = nearest(id, catalogue);
    let help = match near.split_last() {
        None => "`medlint list topics` (requirements, kinds, facts, frameworks, rules) shows what there is"
            .to_owned(),
        Some((only, [])) => format!("did you mean `{only}`?"),
        Some((last, others)) => format!("did you mean `{}` or `{last}`?", others.join("`, `")),
    };
    Failure::new(format!("medlint knows nothing that is called `{id}`")).help(help)
}

/// Ids that are spelt alike, then ids that contain the word.
fn nearest<'a>(id: &str, catalogue: &'a Catalogue) -> Vec<&'a str> {
    let word = id.trim().to_lowercase();
    let alike = [
        report::explain::nearest(&word, catalogue),
        catalogue.nearest_requirement(&word),
        catalogue.nearest_topic(&word),
        catalogue.nearest_kind(&word),
        catalogue.nearest_fact(&word),
        catalogue.nearest_framework(&word),
        lint::nearest_rule(&word),
    ];
    let mut near: Vec<&str> = alike.into_iter().flatten().collect();
    if word.len() >= 3 {
        let topics = catalogue.topics.iter().map(|topic| &*topic.id);
        let kinds = catalogue.kinds.iter().map(|kind| &*kind.id);
        let requirements = catalogue.requirements.iter().map(|requirement| &*requirement.id);
        let rules = lint::RULES.iter().map(|rule| rule.name);
        near.extend(
            topics
                .chain(kinds)
                .chain(rules)
                .chain(requirements)
                .filter(|id| id.to_lowercase().contains(&word)),
        );
    }
    let mut seen = std::collections::BTreeSet::new();
    near.retain(|id| seen.insert(*id));
    near.truncate(MOST);
    near
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_that_are_spelt_alike_are_offered() {
        let catalogue = Catalogue::builtin();
        assert!(nearest("sbon", &catalogue).contains(&"sbom"));
        assert!(nearest("placholder", &catalogue).contains(&"placeholder"));
        assert!(nearest("sbom-", &catalogue).len() > 1);
        assert!(nearest("", &catalogue).len() <= MOST);
    }
}

//! The rules as SARIF describes them, with what GitHub reads besides. They are the same in every file of a version.

use super::model::{Configuration, Descriptor, DescriptorProperties, Text, text};
use crate::lint::{RULES, Rule, Scope};
use crate::report::pipeline::REFERENCE;

/// Rules that look at what is written, not at what it means: they are right whenever they say something.
const EXACT: [&str; 8] = ["M109", "M110", "M111", "M112", "M113", "M115", "M116", "M119"];

/// All rules, by code.
pub(super) fn all() -> Vec<Descriptor> {
    RULES.iter().map(|rule| descriptor(rule)).collect()
}

/// The place of a rule among them.
pub(super) fn index(code: &str) -> Option<usize> {
    RULES.iter().position(|rule| rule.code == code)
}

fn descriptor(rule: &Rule) -> Descriptor {
    let level = level(rule);
    let uri = format!("{REFERENCE}rules/{}.html", rule.code);
    let short = rule.what.split_once(". ").map_or(rule.what, |(first, _)| first);
    let plain = format!(
        "{}\n\nWhy it matters: {}\n\nHow to mend it: {}\n\nSeverity: {}.",
        rule.what, rule.why, rule.fix, rule.severity
    );
    let markdown = format!(
        "{}\n\n**Why it matters.** {}\n\n**How to mend it.** {}\n\n**Severity.** {}.\n\n[{} in the reference]({uri})",
        marked(rule.what),
        marked(rule.why),
        marked(rule.fix),
        marked(rule.severity),
        rule.code
    );
    Descriptor {
        id: rule.code.to_owned(),
        name: rule.name.to_owned(),
        short_description: text(format!("{}.", short.trim_end_matches('.'))),
        full_description: text(rule.what),
        help: Some(Text { text: plain, markdown: Some(markdown) }),
        help_uri: Some(uri),
        default_configuration: Some(Configuration { level }),
        properties: DescriptorProperties {
            tags: vec![
                "documentation",
                "cybersecurity",
                "medical-device",
                match rule.scope {
                    Scope::Document => "document",
                    Scope::Set => "set",
                    Scope::Config => "configuration",
                },
            ],
            precision: Some(if EXACT.contains(&rule.code) { "very-high" } else { "medium" }),
            problem_severity: Some(match level {
                "error" => "error",
                "warning" => "warning",
                _ => "recommendation",
            }),
        },
    }
}

/// The worst that findings of a rule can be; each result says its own.
fn level(rule: &Rule) -> &'static str {
    if rule.severity.starts_with("information") {
        "note"
    } else if rule.severity.starts_with("a warning") {
        "warning"
    } else {
        "error"
    }
}

/// Text of a rule as Markdown: what looks like a tag is none.
fn marked(text: &str) -> String {
    text.replace('<', "\\<")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_stay_within_what_github_shows() {
        let rules = all();
        assert_eq!(rules.len(), RULES.len());
        for rule in &rules {
            let length = |text: &Text| text.text.chars().count();
            assert!(rule.name.chars().count() <= 255);
            assert!(length(&rule.short_description) <= 1_024 && length(&rule.full_description) <= 1_024);
            assert!(rule.properties.tags.len() <= 10);
        }
    }

    #[test]
    fn exact_rules_are_rules() {
        assert!(EXACT.iter().all(|code| index(code).is_some()));
    }

    #[test]
    fn levels_follow_what_the_rules_say_of_their_severity() {
        let of = |code| level(RULES[index(code).expect("a rule")]);
        assert_eq!([of("M101"), of("M104"), of("M115")], ["error", "warning", "note"]);
    }
}

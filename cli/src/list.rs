//! `medlint list`: what there is in the catalogue.

use medlint_core::assess::Selection;
use medlint_core::catalog::Level;
use medlint_core::report::{json, list};

use crate::args::{ListArgs, Listed, ReportFormat};
use crate::check::frameworks;
use crate::failure::{Failure, Outcome};
use crate::output::Terminal;
use crate::settings::Settings;

/// Runs the command.
pub(crate) fn run(args: &ListArgs, terminal: &Terminal) -> Result<Outcome, Failure> {
    let settings = Settings::load(&[], args.config.as_deref(), terminal)?;
    let catalogue = &settings.catalogue;
    let levels = if args.level.is_empty() { Level::ALL.to_vec() } else { args.level.clone() };
    let selection = Selection { frameworks: frameworks(&args.framework, catalogue)?, levels };
    let narrowed = !args.framework.is_empty() || !args.level.is_empty();
    if narrowed && matches!(args.what, Listed::Kinds | Listed::Facts | Listed::Rules) {
        return Err(Failure::new("kinds, facts and rules belong to no framework and have no level")
            .help("leave out --framework and --level"));
    }
    let style = &terminal.out;
    let text = match (args.format, args.what) {
        (ReportFormat::Text, Listed::Frameworks) => list::frameworks(&selection, catalogue, style),
        (ReportFormat::Text, Listed::Requirements) => list::requirements(&selection, catalogue, style),
        (ReportFormat::Text, Listed::Topics) => list::topics(&selection, catalogue, style),
        (ReportFormat::Text, Listed::Kinds) => list::kinds(catalogue, style),
        (ReportFormat::Text, Listed::Facts) => list::facts(catalogue, style),
        (ReportFormat::Text, Listed::Rules) => list::rules(style),
        (ReportFormat::Json, what) => {
            let version = env!("CARGO_PKG_VERSION");
            match what {
                Listed::Frameworks => json::list::frameworks(&selection, catalogue, version),
                Listed::Requirements => json::list::requirements(&selection, catalogue, version),
                Listed::Topics => json::list::topics(&selection, catalogue, version),
                Listed::Kinds => json::list::kinds(catalogue, version),
                Listed::Facts => json::list::facts(catalogue, version),
                Listed::Rules => json::list::rules(catalogue, version),
            }
        }
    };
    terminal.print(&text)?;
    Ok(Outcome::of_trouble(settings.trouble))
}

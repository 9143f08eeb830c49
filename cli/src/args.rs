//! What can be said on the command line. The texts here are the help, the man page and the shell completions.

use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::LazyLock;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Parser, Subcommand, ValueEnum, ValueHint};
use medlint_core::assess::{Date, Severity};
use medlint_core::catalog::Level;
use medlint_core::config::FailOn;
use medlint_core::report::{Format, pipeline};

use crate::output::When;

/// The exit codes, for help and manual.
pub(crate) const EXIT_CODES: &str = "\
0  nothing at or above --fail-on was found
1  something was found
2  wrong use, a mistake in medlint.toml, a file that could not be read, or nothing to check";

const AFTER: &str = "\
Exit codes:
  0  nothing at or above --fail-on was found
  1  something was found
  2  wrong use, a mistake in medlint.toml, a file that could not be read, or nothing to check

Begin with:
  medlint check               what is missing in the documents below this folder
  medlint init                tell medlint about the device, so that it asks for what applies
  medlint explain M102        what a finding, a requirement or any other id means

medlint says what it found in documents. Whether that is enough, a person has to judge.";

const AFTER_CHECK: &str = "\
Exit codes:
  0  nothing at or above --fail-on was found
  1  something was found
  2  wrong use, a mistake in medlint.toml, a file that could not be read, or nothing to check

Formats:
  text            for the terminal
  json            for programs: everything, in a form that is only ever added to
  html            one file for reading, printing and filing
  markdown        short, gaps first, for comments on pull requests
  csv             traceability: a row for each requirement and piece of evidence
  ig-nb-markdown  the notified bodies' questionnaire, filled in
  ig-nb-csv       the same as a table
  gspr-markdown   clauses of Annex I of MDR and IVDR with their evidence, as a checklist
  gspr-csv        the same as a table
  badge           a small SVG with one number: for how many requirements the content was found
  sarif           for code scanning: GitHub, Azure DevOps, editors
  junit           for test reports: GitLab, Jenkins, Azure Pipelines
  github          annotations of a GitHub workflow
  gitlab          Code Quality of GitLab
  oscal           assessment results, for tools of governance, risk and compliance
  oscal-catalog   the requirements that these refer to
  manifest        the record of the run: hashes of what went in and what came out

Which files are read: Markdown (.md .markdown .mdown .mkd .mdx .qmd) and text (.txt .text .rst .adoc) below the \
folders that are given, but not what .gitignore names, hidden files, node_modules, licence texts, or what \
documents.exclude of medlint.toml names. Symbolic links are not followed out of the root. A file that is named on the \
command line is read whatever it is called, unless documents.exclude names it.

The root, to which all paths in reports and in medlint.toml are relative, is the folder of medlint.toml, which is \
looked for from the first path upwards as far as the root of the repository. Without one it is the current folder.";

const AFTER_BASELINE: &str = "\
The file is for the repository: its entries name findings by code, document, section and text, never by line, one on a \
line, so that a reviewer sees what is accepted and changes merge. Use it with `medlint check --baseline FILE`.

Exit codes:
  0  done
  2  wrong use, a mistake in medlint.toml, a file that could not be read or written";

const AFTER_DIFF: &str = "\
A file comes from `medlint check --output json=FILE`. A revision (a branch, a tag, HEAD~1, a hash) is read from git \
without a checkout, with the medlint.toml that it has.

Exit codes:
  0  done, whatever is different
  2  wrong use, a file or a revision that could not be read";

const AFTER_SCAN: &str = "\
Exit codes:
  0  done
  2  wrong use, a mistake in medlint.toml, a file that could not be read, or nothing to scan

See `medlint help check` for which files are read.";

/// Checks the design documents of medical devices for the cybersecurity content that regulators expect.
#[derive(Debug, Parser)]
#[command(name = "medlint", version, about, after_help = AFTER, disable_help_subcommand = false)]
#[command(propagate_version = true, subcommand_required = true, arg_required_else_help = true)]
pub(crate) struct Args {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,

    /// When to use colours
    #[arg(
        long,
        global = true,
        value_enum,
        value_name = "WHEN",
        default_value = "auto",
        hide_possible_values = true
    )]
    #[arg(help = "Colours: auto, always or never", help_heading = "Global options")]
    pub(crate) color: When,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Say what is missing or weak in a set of documents, where, and what to do first
    #[command(after_help = AFTER_CHECK)]
    Check(CheckArgs),
    /// Accept what is found today: from now on only new and worse findings fail
    #[command(after_help = AFTER_BASELINE)]
    Baseline(BaselineArgs),
    /// Say what is different between two states of a set: files of results, or git revisions
    #[command(after_help = AFTER_DIFF)]
    Diff(DiffArgs),
    /// Say which topics each document shows, in what state
    #[command(after_help = AFTER_SCAN)]
    Scan(ScanArgs),
    /// Explain a requirement, topic, rule, kind of document, framework, fact or state
    Explain(ExplainArgs),
    /// List what medlint knows
    List(ListArgs),
    /// Write a commented medlint.toml
    Init(InitArgs),
    /// Test this installation on the texts that it brings along, and write a record of it
    #[command(after_help = AFTER_SELFTEST)]
    Selftest(SelftestArgs),
    /// Write down what this version asks for, or compare it with another version
    #[command(subcommand, disable_help_subcommand = true)]
    Catalogue(CatalogueCommand),
    /// Run as a language server, for an editor
    #[command(after_help = AFTER_LSP)]
    Lsp {
        /// Accepted because many editors pass it; there is no other way to talk to the server
        #[arg(long, hide = true)]
        stdio: bool,
    },
    /// Print completions for a shell
    Completions {
        /// The shell
        #[arg(value_enum)]
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    Man {
        /// The command whose page is wanted
        command: Option<String>,
    },
}

const AFTER_SELFTEST: &str = "\
It answers two questions. Installation: does this machine compute what the release computes, byte for byte? Quality: \
how many of the cases have the state that was expected? Cases that do not pass are known limitations of the release; \
they do not make an installation wrong.

SOURCE_DATE_EPOCH is taken for the date where it is set, and the duration is then left out.
docs/validation says how to use the record to validate medlint for a quality management system.

Exit codes:
  0  the installation computes what the release computes
  1  it does not
  2  wrong use, or a record that could not be written";

const AFTER_CATALOGUE_DIFF: &str = "\
OLD and NEW are files that `medlint catalogue export` wrote.

Exit codes:
  0  done, whatever differs
  2  wrong use, or a file that could not be read";

const AFTER_LSP: &str = "\
The editor starts this command and talks to it over standard input and output by the language server protocol.
docs/editors.md has a configuration for each of the usual editors.

Exit codes: 0 after shutdown and exit, 1 when the client went away without.";

/// Which documents, and how they are read.
#[derive(Debug, clap::Args)]
pub(crate) struct Input {
    /// Files and folders; the current folder when none is given
    #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub(crate) paths: Vec<PathBuf>,

    /// The configuration, instead of looking for medlint.toml from the first path upwards
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, help_heading = "Input")]
    pub(crate) config: Option<PathBuf>,

    /// Read one document from standard input
    #[arg(long, conflicts_with = "paths", help_heading = "Input")]
    pub(crate) stdin: bool,

    /// The path that the document on standard input would have; tells its format and kind
    #[arg(long, value_name = "NAME", requires = "stdin", help_heading = "Input")]
    pub(crate) stdin_filename: Option<PathBuf>,

    /// How many documents are read at the same time; the report does not depend on it [default: all cores]
    #[arg(long, value_name = "N", help_heading = "Input")]
    pub(crate) threads: Option<NonZeroUsize>,
}

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportFormat {
    Text,
    Json,
}

/// How the report of a check is written. What each is for stands in `AFTER_CHECK`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CheckFormat {
    /// For a person at the terminal.
    Text,
    /// As a file.
    File(Format),
    /// As a file for a program of somebody else.
    Pipeline(pipeline::Format),
    /// The record of the run.
    Manifest,
}

impl CheckFormat {
    /// The word that stands for it.
    pub(crate) fn id(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::File(format) => format.id(),
            Self::Pipeline(format) => format.id(),
            Self::Manifest => "manifest",
        }
    }
}

impl ValueEnum for CheckFormat {
    fn value_variants<'a>() -> &'a [Self] {
        static ALL: LazyLock<Vec<CheckFormat>> = LazyLock::new(|| {
            let files = Format::ALL.map(CheckFormat::File);
            let pipeline = pipeline::Format::ALL.map(CheckFormat::Pipeline);
            let all = std::iter::once(CheckFormat::Text).chain(files).chain(pipeline);
            all.chain([CheckFormat::Manifest]).collect()
        });
        &ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.id()))
    }
}

/// `medlint check`
#[derive(Debug, clap::Args)]
pub(crate) struct CheckArgs {
    #[command(flatten)]
    pub(crate) input: Input,

    #[command(flatten)]
    pub(crate) cache: CacheArgs,

    /// Ask only for requirements of this framework; may be given several times
    #[arg(long, value_name = "ID", value_delimiter = ',', help_heading = "What to check")]
    pub(crate) framework: Vec<String>,

    /// Ask only for requirements of this level; may be given several times [default: core, detail]
    #[arg(long, value_name = "LEVEL", value_delimiter = ',', value_parser = level(), help_heading = "What to check")]
    pub(crate) level: Vec<Level>,

    /// Do not show milder findings [default: info]
    #[arg(long, value_name = "SEVERITY", value_parser = severity(), help_heading = "What to check")]
    pub(crate) min_severity: Option<Severity>,

    /// From which severity on the exit code is 1 [default: error]
    #[arg(long, value_name = "SEVERITY", value_parser = fail_on(), help_heading = "What to check")]
    pub(crate) fail_on: Option<FailOn>,

    /// The day for which waivers are judged, as 2026-03-31 [default: today]
    #[arg(long, value_name = "DATE", value_parser = date, help_heading = "What to check")]
    pub(crate) today: Option<Date>,

    /// Only new and worse findings fail and are shown: those that this file does not know; `medlint baseline` writes it
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, help_heading = "What to compare with")]
    pub(crate) baseline: Option<PathBuf>,

    /// Fail also when the baseline has entries that no longer occur
    #[arg(long, requires = "baseline", help_heading = "What to compare with")]
    pub(crate) check_baseline: bool,

    /// The same with a git revision (a branch, a tag, a hash) in place of a file
    #[arg(long, value_name = "REV", conflicts_with_all = ["baseline", "stdin"], help_heading = "What to compare with")]
    pub(crate) since: Option<String>,

    /// Check again after each change, until Ctrl-C
    #[arg(long, conflicts_with = "stdin", help_heading = "Output")]
    pub(crate) watch: bool,

    /// How the report on standard output is written
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "text", help_heading = "Output")]
    pub(crate) format: CheckFormat,

    /// Write a report into a file, besides that on standard output; may be given several times
    #[arg(long, value_name = "FORMAT=FILE", value_parser = output, help_heading = "Output")]
    pub(crate) output: Vec<Output>,

    /// In Markdown, lead places to their lines: where the files of the repository can be seen, such as https://github.com/OWNER/NAME/blob/COMMIT
    #[arg(long, value_name = "URL", value_parser = link_base, help_heading = "Output")]
    pub(crate) link_base: Option<String>,
}

/// An address that paths can be put behind.
fn link_base(text: &str) -> Result<String, String> {
    let safe = |c: char| !c.is_whitespace() && !c.is_control() && !"()<>[]\\|`\"".contains(c);
    if !(text.starts_with("https://") || text.starts_with("http://")) || !text.chars().all(safe) {
        return Err("an address is needed that begins with https:// and has no spaces or brackets".to_owned());
    }
    Ok(format!("{}/", text.trim_end_matches('/')))
}

/// Where what was found in documents is kept from one run to the next.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct CacheArgs {
    /// Where to keep what was found in documents that do not change [default: the user's folder for caches]
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath, help_heading = "Input")]
    pub(crate) cache_dir: Option<PathBuf>,

    /// Keep nothing, and use nothing that was kept
    #[arg(long, conflicts_with = "cache_dir", help_heading = "Input")]
    pub(crate) no_cache: bool,
}

/// A report for a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Output {
    /// How it is written.
    pub(crate) format: CheckFormat,
    /// Where.
    pub(crate) file: PathBuf,
}

/// `medlint baseline`
#[derive(Debug, clap::Args)]
pub(crate) struct BaselineArgs {
    #[command(flatten)]
    pub(crate) input: Input,

    #[command(flatten)]
    pub(crate) cache: CacheArgs,

    /// The file [default: medlint-baseline.json beside medlint.toml]
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, help_heading = "Output")]
    pub(crate) output: Option<PathBuf>,

    /// Only take entries out that no longer occur; accept nothing new
    #[arg(long, help_heading = "Output")]
    pub(crate) prune: bool,

    /// The day for which waivers are judged, as 2026-03-31 [default: today]
    #[arg(long, value_name = "DATE", value_parser = date, help_heading = "Input")]
    pub(crate) today: Option<Date>,
}

/// How differences are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum DiffFormat {
    Text,
    Json,
    Markdown,
}

/// `medlint diff`
#[derive(Debug, clap::Args)]
pub(crate) struct DiffArgs {
    /// The earlier state: a file that `medlint check --format json` wrote, or a git revision
    #[arg(value_name = "A")]
    pub(crate) before: String,

    /// The later state
    #[arg(value_name = "B")]
    pub(crate) after: String,

    /// The configuration, instead of looking for medlint.toml from the current folder upwards
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) config: Option<PathBuf>,

    /// The day for which waivers are judged, as 2026-03-31 [default: today]
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) today: Option<Date>,

    /// How many documents are read at the same time [default: all cores]
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<NonZeroUsize>,

    #[command(flatten)]
    pub(crate) cache: CacheArgs,

    /// How the differences are written
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: DiffFormat,

    /// Write them into a file
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) output: Option<PathBuf>,
}

/// `medlint scan`
#[derive(Debug, clap::Args)]
pub(crate) struct ScanArgs {
    #[command(flatten)]
    pub(crate) input: Input,

    /// Explain how a topic got its state: statements, words, judgements, sum
    #[arg(long, value_name = "TOPIC", help_heading = "Output")]
    pub(crate) why: Option<String>,

    /// How the report is written
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "text", help_heading = "Output")]
    pub(crate) format: ReportFormat,
}

/// `medlint explain`
#[derive(Debug, clap::Args)]
pub(crate) struct ExplainArgs {
    /// `N60-5.2-a`, `sbom`, `M102`, `placeholder`, `threat-model`, `mdcg-2019-16`, `networked` ...
    #[arg(value_name = "ID", required = true)]
    pub(crate) ids: Vec<String>,

    /// The configuration that names topics and frameworks of your own
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) config: Option<PathBuf>,
}

/// What can be listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Listed {
    /// Sources of requirements
    Frameworks,
    /// What they ask for
    Requirements,
    /// Content that can be found in documents
    Topics,
    /// Kinds of document
    Kinds,
    /// Facts about a device that decide what applies
    Facts,
    /// Findings that medlint can report
    Rules,
}

/// `medlint list`
#[derive(Debug, clap::Args)]
pub(crate) struct ListArgs {
    /// What to list
    #[arg(value_enum)]
    pub(crate) what: Listed,

    /// Only what belongs to this framework; may be given several times
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    pub(crate) framework: Vec<String>,

    /// Only requirements of this level; may be given several times
    #[arg(long, value_name = "LEVEL", value_delimiter = ',', value_parser = level())]
    pub(crate) level: Vec<Level>,

    /// How the list is written
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: ReportFormat,

    /// The configuration that names topics and frameworks of your own
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) config: Option<PathBuf>,
}

/// How the record of a self-test is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SelftestFormat {
    Text,
    Json,
    Html,
}

/// `medlint selftest`
#[derive(Debug, clap::Args)]
pub(crate) struct SelftestArgs {
    /// How the record is written to standard output
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "text", help_heading = "Output")]
    pub(crate) format: SelftestFormat,

    /// Write the record also into a file, as html=record.html; may be given several times
    #[arg(long, value_name = "FORMAT=FILE", value_parser = format_and_file::<SelftestFormat>, help_heading = "Output")]
    pub(crate) output: Vec<(SelftestFormat, PathBuf)>,

    /// Leave out date and duration, so that each run gives the same bytes
    #[arg(long, help_heading = "Output")]
    pub(crate) no_date: bool,
}

/// `medlint catalogue`
#[derive(Debug, Subcommand)]
pub(crate) enum CatalogueCommand {
    /// Print the catalogue as JSON, to keep it and to compare it later
    Export,
    /// Say what differs between two catalogues, and what that means for your documents
    #[command(after_help = AFTER_CATALOGUE_DIFF)]
    Diff(CatalogueDiffArgs),
}

/// `medlint catalogue diff`
#[derive(Debug, clap::Args)]
pub(crate) struct CatalogueDiffArgs {
    /// The older catalogue
    #[arg(value_name = "OLD", value_hint = ValueHint::FilePath)]
    pub(crate) old: PathBuf,

    /// The newer catalogue; that of this medlint when it is not given
    #[arg(value_name = "NEW", value_hint = ValueHint::FilePath)]
    pub(crate) new: Option<PathBuf>,

    /// How the comparison is written
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: DiffFormat,
}

/// `medlint init`
#[derive(Debug, clap::Args)]
pub(crate) struct InitArgs {
    /// The folder that gets the medlint.toml
    #[arg(value_name = "FOLDER", default_value = ".", value_hint = ValueHint::DirPath)]
    pub(crate) folder: PathBuf,

    /// The device's name
    #[arg(long)]
    pub(crate) name: Option<String>,

    /// A fact about the device: `networked=true`, `cloud=false`, `wireless=unknown`; see `medlint list facts`
    #[arg(long, value_name = "FACT=ANSWER")]
    pub(crate) fact: Vec<String>,

    /// A framework to check; all when none is given
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    pub(crate) framework: Vec<String>,

    /// Which documents belong to the set, as in .gitignore; all when none is given
    #[arg(long, value_name = "GLOB")]
    pub(crate) include: Vec<String>,

    /// Which documents do not
    #[arg(long, value_name = "GLOB")]
    pub(crate) exclude: Vec<String>,

    /// Ask nothing, also on a terminal
    #[arg(long)]
    pub(crate) no_questions: bool,

    /// Overwrite a medlint.toml that is there
    #[arg(long)]
    pub(crate) force: bool,

    /// Print it instead of writing it
    #[arg(long, conflicts_with = "force")]
    pub(crate) print: bool,
}

/// One of a closed list of words.
fn word<T: Clone + Send + Sync + 'static>(
    words: Vec<&'static str>,
    read: fn(&str) -> Option<T>,
) -> impl TypedValueParser<Value = T> {
    PossibleValuesParser::new(words).try_map(move |word| read(&word).ok_or("not one of them"))
}

fn severity() -> impl TypedValueParser<Value = Severity> {
    word(severities(), Severity::from_id)
}

fn fail_on() -> impl TypedValueParser<Value = FailOn> {
    let mut words = severities();
    words.push("never");
    word(words, FailOn::from_id)
}

fn level() -> impl TypedValueParser<Value = Level> {
    word(Level::ALL.iter().map(|level| level.id()).collect(), Level::from_id)
}

/// The severest first.
fn severities() -> Vec<&'static str> {
    Severity::ALL.iter().rev().map(|severity| severity.id()).collect()
}

/// `FORMAT=FILE`.
fn output(text: &str) -> Result<Output, String> {
    format_and_file(text).map(|(format, file)| Output { format, file })
}

/// A format and the file that gets it, as `html=report.html`.
fn format_and_file<F: ValueEnum>(text: &str) -> Result<(F, PathBuf), String> {
    let Some((format, file)) = text.split_once('=') else {
        return Err("write FORMAT=FILE, for example html=report.html".to_owned());
    };
    let format = F::from_str(format, false).map_err(|_| {
        let names = F::value_variants().iter().filter_map(ValueEnum::to_possible_value);
        let names: Vec<String> = names.map(|value| value.get_name().to_owned()).collect();
        format!("`{format}` is not a format; there are {}", names.join(", "))
    })?;
    if file.is_empty() || file == "-" {
        return Err("name a file; the report on standard output is chosen with --format".to_owned());
    }
    Ok((format, PathBuf::from(file)))
}

fn date(text: &str) -> Result<Date, &'static str> {
    Date::parse(text).ok_or("write year, month and day as in 2026-03-31")
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_arguments_fit_together() {
        Args::command().debug_assert();
    }

    #[test]
    fn the_exit_codes_are_told_alike_everywhere() {
        let told: Vec<&str> = EXIT_CODES.lines().collect();
        for text in [AFTER, AFTER_CHECK] {
            assert!(told.iter().all(|line| text.contains(line)));
        }
    }
}

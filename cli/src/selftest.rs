//! `medlint selftest`: tests this installation and writes the record of it.
//!
//! The test is the engine's. From here come the program's own hash, the platform, the date and how long it took.

use std::time::{Instant, SystemTime, UNIX_EPOCH};
use std::{env, fs};

use medlint_core::assess::Date;
use medlint_core::catalog::Catalogue;
use medlint_core::document::Digest;
use medlint_core::report::selftest::{Circumstances, Record, html, json, text};
use medlint_core::report::text::Style;
use medlint_core::selftest;

use crate::args::{SelftestArgs, SelftestFormat};
use crate::destination;
use crate::failure::{Failure, Outcome};
use crate::output::Terminal;
use crate::paths::absolute;

/// Runs the command.
pub(crate) fn run(args: &SelftestArgs, terminal: &Terminal) -> Result<Outcome, Failure> {
    let begun = Instant::now();
    let test = selftest::run();
    let took = begun.elapsed();
    let fixed = env::var("SOURCE_DATE_EPOCH").ok().and_then(|seconds| seconds.trim().parse::<u64>().ok());
    let circumstances = Circumstances {
        program: program(),
        platform: format!("{} {}", env::consts::OS, env::consts::ARCH),
        date: if args.no_date { None } else { fixed.or_else(now).and_then(moment) },
        // Whoever fixes the date wants the same bytes again.
        milliseconds: (!args.no_date && fixed.is_none())
            .then(|| u64::try_from(took.as_millis()).unwrap_or(u64::MAX)),
    };
    let catalogue = Catalogue::builtin();
    let record = Record {
        version: env!("CARGO_PKG_VERSION"),
        catalogue: &catalogue,
        test: &test,
        circumstances: &circumstances,
    };
    let here = env::current_dir().unwrap_or_default();
    for (format, file) in &args.output {
        destination::write(
            &absolute(&here, file),
            written(*format, &record, &Style::plain()).as_bytes(),
            &here,
        )?;
    }
    terminal.print(&written(args.format, &record, &terminal.out))?;
    Ok(if test.holds() { Outcome::Clean } else { Outcome::Findings })
}

fn written(format: SelftestFormat, record: &Record<'_>, style: &Style) -> String {
    match format {
        SelftestFormat::Text => text(record, style),
        SelftestFormat::Json => json(record),
        SelftestFormat::Html => html(record),
    }
}

/// The hash of the file that is running.
fn program() -> Option<String> {
    let bytes = fs::read(env::current_exe().ok()?).ok()?;
    Some(Digest::of(&bytes).to_string())
}

/// Seconds since 1970; `None` when the clock is before that.
fn now() -> Option<u64> {
    Some(SystemTime::now().duration_since(UNIX_EPOCH).ok()?.as_secs())
}

/// A point in time as `2026-11-22T09:30:00Z`.
fn moment(seconds: u64) -> Option<String> {
    let day = Date::from_unix_days(i64::try_from(seconds / 86_400).ok()?)?;
    let second = seconds % 86_400;
    Some(format!("{day}T{:02}:{:02}:{:02}Z", second / 3600, second / 60 % 60, second % 60))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_written_in_utc() {
        assert_eq!(moment(0).as_deref(), Some("1970-01-01T00:00:00Z"));
        assert_eq!(moment(1_700_000_000).as_deref(), Some("2023-11-14T22:13:20Z"));
    }
}

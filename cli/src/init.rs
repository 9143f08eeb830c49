//! `medlint init`: a medlint.toml to begin with, from flags or from answers at the terminal.

use std::fs::{self, OpenOptions};
use std::io::{self, BufRead as _, IsTerminal as _, Write as _};
use std::path::Path;

use medlint_core::catalog::{Catalogue, FactGroup, FactId};
use medlint_core::config::{Answers, template};

use crate::args::InitArgs;
use crate::check::frameworks;
use crate::failure::{Failure, Outcome};
use crate::output::{Terminal, reason};
use crate::paths::{absolute, seen_from};
use crate::settings::FILE_NAME;

/// Runs the command.
pub(crate) fn run(args: &InitArgs, terminal: &Terminal) -> Result<Outcome, Failure> {
    let catalogue = Catalogue::builtin();
    let mut answers = Answers {
        name: args.name.clone().filter(|name| !name.trim().is_empty()),
        facts: args.fact.iter().map(|fact| fact_answer(fact, &catalogue)).collect::<Result<_, _>>()?,
        frameworks: frameworks(&args.framework, &catalogue)?.unwrap_or_default(),
        include: args.include.clone(),
        exclude: args.exclude.clone(),
    };
    let here = std::env::current_dir().unwrap_or_default();
    let file = absolute(&here, &args.folder).join(FILE_NAME);
    let seen = seen_from(&here, &file);
    if !args.print && !args.force && file.symlink_metadata().is_ok() {
        return Err(Failure::new(format!("{seen} is already there"))
            .help("--force overwrites it, --print shows the new one"));
    }
    if is_asking(args) {
        ask(&mut answers, &catalogue, terminal)?;
    }
    let text = template(&answers, &catalogue);
    if args.print {
        terminal.print(&text)?;
        return Ok(Outcome::Clean);
    }
    write(&file, &text, args.force)
        .map_err(|error| Failure::new(format!("{seen} cannot be written: {}", reason(&error))))?;
    let known = answers.facts.iter().filter(|(_, answer)| answer.is_some()).count();
    terminal.print(&format!(
        "Wrote {seen}: {known} of {} facts about the device are answered.\n\
         Read it through; what is not answered counts as possible. Then run `medlint check`.\n",
        catalogue.facts.len()
    ))?;
    Ok(Outcome::Clean)
}

/// Questions are asked where somebody can answer and has not answered yet.
fn is_asking(args: &InitArgs) -> bool {
    let answered = args.name.is_some() || !args.fact.is_empty() || !args.framework.is_empty();
    !args.no_questions && !args.print && !answered && io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// `networked=true`; also yes, no, and unknown.
fn fact_answer(text: &str, catalogue: &Catalogue) -> Result<(FactId, Option<bool>), Failure> {
    let (fact, answer) = text.split_once('=').unwrap_or((text, "true"));
    let fact = fact.trim();
    let id = catalogue
        .fact(fact)
        .ok_or_else(|| Failure::unknown("fact", fact, catalogue.nearest_fact(fact), "facts"))?;
    let answer = yes_or_no(answer).ok_or_else(|| {
        Failure::new(format!("`{}` does not answer the fact `{fact}`", answer.trim()))
            .help(format!("write {fact}=true, {fact}=false or {fact}=unknown"))
    })?;
    Ok((id, answer))
}

/// `None` when the text is no answer, `Some(None)` when the answer is not known.
fn yes_or_no(text: &str) -> Option<Option<bool>> {
    match text.trim().to_lowercase().as_str() {
        "true" | "yes" | "y" | "1" => Some(Some(true)),
        "false" | "no" | "n" | "0" => Some(Some(false)),
        "unknown" | "?" | "" => Some(None),
        _ => None,
    }
}

/// Asks for what the flags did not say.
fn ask(answers: &mut Answers, catalogue: &Catalogue, terminal: &Terminal) -> Result<(), Failure> {
    terminal.tell(
        "medlint asks for what applies to the device. Answer y or n; Enter leaves a question open; q skips the rest.\n\n",
    );
    answers.name =
        Some(line("Name of the device: ", terminal)?).filter(|name| !name.is_empty() && name != "q");
    for &group in FactGroup::ALL {
        terminal.tell(&format!("\n{}\n", capital(group.meaning())));
        for fact in catalogue.fact_ids().filter(|fact| catalogue[*fact].group == group) {
            let question = format!("  {}: {} [y/n] ", catalogue[fact].id, catalogue[fact].meaning);
            let answer = loop {
                let text = line(&question, terminal)?;
                if text == "q" {
                    return Ok(());
                }
                match yes_or_no(&text) {
                    Some(answer) => break answer,
                    None => terminal.tell("  y, n, Enter or q, please\n"),
                }
            };
            answers.facts.push((fact, answer));
        }
    }
    terminal.tell("\n");
    Ok(())
}

/// One line from the terminal; its end is `q`.
fn line(question: &str, terminal: &Terminal) -> Result<String, Failure> {
    terminal.tell(question);
    let mut text = String::new();
    let read = io::stdin()
        .lock()
        .read_line(&mut text)
        .map_err(|error| Failure::new(format!("no answer could be read: {}", reason(&error))))?;
    Ok(if read == 0 { "q".to_owned() } else { text.trim().to_owned() })
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A file that has come into being in the meantime is not overwritten unless that was asked for.
fn write(file: &Path, text: &str, force: bool) -> io::Result<()> {
    if force {
        return fs::write(file, text);
    }
    OpenOptions::new().write(true).create_new(true).open(file)?.write_all(text.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_are_answered_in_several_ways() {
        let catalogue = Catalogue::builtin();
        let answer = |text: &str| fact_answer(text, &catalogue).map(|(_, answer)| answer);
        assert_eq!(answer("networked=true"), Ok(Some(true)));
        assert_eq!(answer("networked = No"), Ok(Some(false)));
        assert_eq!(answer("networked=unknown"), Ok(None));
        assert_eq!(answer("networked"), Ok(Some(true)));
        assert!(answer("networked=perhaps").is_err());
        let unknown = answer("netwrked=true").expect_err("no such fact");
        assert!(unknown.help.is_some_and(|help| help.contains("`networked`")));
    }
}

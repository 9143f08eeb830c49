//! `medlint completions` and `medlint man`: made from the same definitions as `--help`.

use clap::CommandFactory;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, roman};

use crate::args::{Args, EXIT_CODES};
use crate::failure::{Failure, Outcome};
use crate::output::Terminal;

/// Prints completions for a shell.
pub(crate) fn completions(shell: clap_complete::Shell, terminal: &Terminal) -> Result<Outcome, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "medlint", &mut script);
    terminal.print(&String::from_utf8_lossy(&script))?;
    Ok(Outcome::Clean)
}

/// Prints the manual page of medlint or of one of its commands.
pub(crate) fn man(command: Option<&str>, terminal: &Terminal) -> Result<Outcome, Failure> {
    let mut whole = Args::command().disable_help_subcommand(true);
    whole.build();
    let page = match command {
        None => whole.clone(),
        Some(name) => {
            let Some(found) = whole.find_subcommand(name) else {
                let names: Vec<&str> = whole.get_subcommands().map(clap::Command::get_name).collect();
                return Err(Failure::new(format!("medlint has no command `{name}`"))
                    .help(format!("its commands are {}", names.join(", "))));
            };
            let full = format!("medlint-{name}");
            found.clone().name(full)
        }
    };
    let text =
        render(page).map_err(|error| Failure::new(format!("the manual page cannot be made: {error}")))?;
    terminal.print(&text)?;
    Ok(Outcome::Clean)
}

fn render(command: clap::Command) -> std::io::Result<String> {
    // What --help says after the options has sections of its own here.
    let man = Man::new(command.after_help("")).manual("medlint");
    let mut page = Vec::new();
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    man.render_subcommands_section(&mut page)?;
    let mut end = Roff::new();
    end.control("SH", ["EXIT STATUS"]);
    for line in EXIT_CODES.lines() {
        let (code, meaning) = line.split_once("  ").unwrap_or(("", line));
        end.control("TP", []).text([roman(code)]).text([roman(meaning)]);
    }
    end.control("SH", ["FILES"]);
    end.control("TP", []).text([roman("medlint.toml")]).text([roman(
        "Facts about the device, documents, frameworks, waivers. Looked for from the first path upwards, as far as the \
         root of the repository. `medlint init` writes one with comments.",
    )]);
    end.control("SH", ["ENVIRONMENT"]);
    end.control("TP", [])
        .text([roman("NO_COLOR, CLICOLOR, CLICOLOR_FORCE")])
        .text([roman("Whether colours are used, unless --color says so.")]);
    end.control("TP", []).text([roman("COLUMNS")]).text([roman("Width of the report on a terminal.")]);
    end.to_writer(&mut page)?;
    Ok(String::from_utf8_lossy(&page).into_owned())
}

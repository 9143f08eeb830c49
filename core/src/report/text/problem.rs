//! Mistakes in medlint.toml.

use super::excerpt::excerpt;
use super::style::{Paint, Style, clean, wrap};
use crate::config::ConfigProblem;

/// All problems, with excerpts of the file's text.
pub fn problems(problems: &[ConfigProblem], text: &str, style: &Style) -> String {
    let mut out = String::new();
    for problem in problems {
        let paint = Paint::of_severity(problem.severity);
        let key = if problem.key.is_empty() { String::new() } else { format!("`{}` ", problem.key) };
        let head = problem.severity.id();
        let message = wrap(&clean(&format!("{head}: {key}{}", problem.message)), style.columns(), "    ");
        let (head, message) = message.split_at(head.len());
        out.push_str(&format!("{}{}\n", style.paint(paint, head), style.paint(Paint::Bold, message)));
        let gutter = " ".repeat(problem.line.to_string().len());
        let arrow = style.paint(Paint::Frame, "-->");
        out.push_str(&format!(
            "{gutter}{arrow} {}:{}:{}\n",
            clean(&problem.path),
            problem.line,
            problem.column
        ));
        if let Some(excerpt) = excerpt(text, &problem.source, style.columns().saturating_sub(8)) {
            out.push_str(&excerpt.print(problem.line, paint, style));
        }
        if let Some(suggestion) = &problem.suggestion {
            let sign = style.paint(Paint::Frame, "=");
            out.push_str(&format!(
                "{gutter} {sign} {}: did you mean `{suggestion}`?\n",
                style.paint(Paint::Bold, "help")
            ));
        }
        out.push('\n');
    }
    out
}

//! The record as one HTML file for reading, printing, signing and filing. It has no script and asks for nothing.

use super::{DIFFERENT, INSTALLATION, QUALITY, Record, duration, expected, percent};
use crate::report::html::page::Page;

/// The record as a page.
pub fn html(record: &Record<'_>) -> String {
    let title = format!("Self-test of medlint {}", record.version);
    let mut page = Page::default();
    page.head(&title, record.version).raw("<header>\n").element("h1", &title).raw("\n");
    summary(&mut page, record);
    page.raw("</header>\n<main id=\"content\">\n");
    tested(&mut page, record);
    installation(&mut page, record);
    quality(&mut page, record);
    failed(&mut page, record);
    signature(&mut page);
    page.raw("</main>\n<footer><p>Made by medlint ").text(record.version);
    page.raw(". A self-test is a part of validating the tool for your use, not the whole of it: docs/validation says what else belongs to it.</p></footer>\n</body>\n</html>\n");
    page.out
}

fn summary(page: &mut Page, record: &Record<'_>) {
    let holds = record.test.holds();
    page.raw("<p class=\"lead\"><b class=\"").raw(if holds { "good" } else { "gap" }).raw("\">");
    page.text(&record.installation()).raw("</b></p>\n<p>").text(&record.quality()).raw("</p>\n");
}

/// What was tested, where and when.
fn tested(page: &mut Page, record: &Record<'_>) {
    let about = record.circumstances;
    page.raw("<section>\n<h2>What was tested</h2>\n<table class=\"stack\"><tbody>\n");
    let mut row = |name: &str, value: &str, class: &str| {
        page.raw("<tr>")
            .element("th scope=\"row\"", name)
            .raw("<td>")
            .element(class, value)
            .raw("</td></tr>\n");
    };
    row("medlint", record.version, "span");
    row("Catalogue", &record.catalogue.hash(), "code");
    row("SHA-256 of the program", about.program.as_deref().unwrap_or("not known"), "code class=\"hash\"");
    row("Platform", &about.platform, "span");
    if let Some(date) = &about.date {
        row("Date", date, "span");
    }
    if let Some(milliseconds) = about.milliseconds {
        row("Duration", &duration(milliseconds), "span");
    }
    page.raw("</tbody></table>\n</section>\n");
}

fn installation(page: &mut Page, record: &Record<'_>) {
    page.raw("<section>\n<h2>Installation</h2>\n").element("p", INSTALLATION);
    if !record.test.holds() {
        page.raw("\n<p><b class=\"gap\">").text(DIFFERENT).raw("</b></p>");
    }
    page.raw("\n<table class=\"stack\"><thead><tr><th scope=\"col\">Compared</th><th scope=\"col\" class=\"n\">Results</th><th scope=\"col\">SHA-256, computed here and recorded</th><th scope=\"col\">Verdict</th></tr></thead><tbody>\n");
    for (name, compared) in record.compared() {
        page.raw("<tr>").element("th scope=\"row\"", name).raw("<td class=\"n\" data-l=\"Results\">");
        page.number(compared.count).raw("</td><td data-l=\"SHA-256\">");
        page.element("code class=\"hash\"", &compared.sha256).raw("<br>");
        page.element("code class=\"hash\"", &compared.recorded).raw("</td><td data-l=\"Verdict\">");
        let (tone, word) = if compared.same() { ("good", "the same") } else { ("gap", "different") };
        page.raw("<b class=\"").raw(tone).raw("\">").raw(word).raw("</b></td></tr>\n");
    }
    page.raw("</tbody></table>\n</section>\n");
}

fn quality(page: &mut Page, record: &Record<'_>) {
    page.raw("<section>\n<h2>Quality</h2>\n").element("p", QUALITY);
    page.raw("\n<table class=\"stack\"><caption>Accepted: no evidence, but taken for evidence. Overlooked: evidence, but not taken for it.</caption><thead><tr><th scope=\"col\">Question</th><th scope=\"col\">What is done to the text</th><th scope=\"col\" class=\"n\">Cases</th><th scope=\"col\" class=\"n\">Passed</th><th scope=\"col\" class=\"n\">Accepted</th><th scope=\"col\" class=\"n\">Overlooked</th></tr></thead><tbody>\n");
    for (asked, rates) in record.test.groups() {
        page.raw("<tr><th scope=\"row\"><code>")
            .raw(asked.id())
            .raw("</code></th><td>")
            .message(asked.what());
        page.raw("</td>");
        for (name, value) in [
            ("Cases", rates.cases.to_string()),
            ("Passed", percent(rates)),
            ("Accepted", rates.accepted.to_string()),
            ("Overlooked", rates.overlooked.to_string()),
        ] {
            page.raw("<td class=\"n\" data-l=\"").raw(name).raw("\">").raw(&value).raw("</td>");
        }
        page.raw("</tr>\n");
    }
    page.raw("</tbody></table>\n</section>\n");
}

/// Every case that did not pass, in as little room as possible: they are many, and somebody prints them.
fn failed(page: &mut Page, record: &Record<'_>) {
    let groups = record.failed();
    page.raw("<section>\n<h2>Known limitations</h2>\n");
    if groups.is_empty() {
        page.raw("<p>Every case passed.</p>\n</section>\n");
        return;
    }
    page.raw("<p>The cases that did not pass, by question: the topic, and the state that was found.</p>\n");
    for (asked, cases) in groups {
        page.raw("<h3><code>").raw(asked.id()).raw("</code></h3>\n<p class=\"soft\">").message(asked.what());
        page.raw("; expected: ").text(&expected(cases[0])).raw("</p>\n<p class=\"small cases\">");
        for (n, case) in cases.iter().enumerate() {
            page.raw(if n > 0 { "; " } else { "" }).text(&case.topic).raw(" ");
            let tone = if case.accepted() { "b class=\"gap\"" } else { "span class=\"soft\"" };
            page.element(tone, case.found.id());
        }
        page.raw("</p>\n");
    }
    page.raw("</section>\n");
}

fn signature(page: &mut Page) {
    page.raw("<section class=\"sign\">\n<h2>Assessment of this record</h2>\n<p>To be filled in by the person who judges whether this installation is fit for its intended use.</p>\n<dl>");
    for name in ["Tested by", "Date", "Accepted for", "Deviations and what was decided", "Signature"] {
        page.raw("<div><dt>").raw(name).raw("</dt><dd></dd></div>");
    }
    page.raw("</dl>\n</section>\n");
}

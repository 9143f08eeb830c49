//! Coverage: a bar for each framework, and a table of framework by stage whose cells are shaded.

use std::fmt::Write as _;

use super::page::Page;
use crate::catalog::Stage;
use crate::report::{Check, groups};

/// What the parts of a bar are, in their order.
const PARTS: [&str; 5] = ["content found", "begun", "open", "for a person to judge", "waived"];

pub(super) fn coverage(page: &mut Page, check: &Check<'_>) {
    page.raw("<section>\n<h2 id=\"coverage\">Coverage</h2>\n");
    if check.assessment.coverage.frameworks.is_empty() {
        page.raw("<p>No requirement was asked about.</p>\n</section>\n");
        return;
    }
    bars(page, check);
    heat(page, check);
    page.raw("</section>\n");
}

fn bars(page: &mut Page, check: &Check<'_>) {
    page.raw("<h3>By framework</h3>\n<ul class=\"bars\">\n");
    for row in &check.assessment.coverage.frameworks {
        let framework = &check.catalogue[row.framework];
        let parts = groups(&row.counts);
        page.raw("<li><b>").text(&framework.title).raw("</b> <span class=\"soft small\">");
        page.text(&framework.edition).raw("</span>");
        bar(page, &parts);
        page.raw("<div class=\"legend\">");
        for (i, (part, n)) in PARTS.iter().zip(parts).enumerate().filter(|(_, (_, n))| *n > 0) {
            let _ = write!(
                page.out,
                "<span><svg width=\"14\" height=\"12\" aria-hidden=\"true\"><rect class=\"s{i}\" x=\"1\" y=\"1\" width=\"12\" height=\"10\"/></svg>{n} {part}</span>"
            );
        }
        page.raw("</div></li>\n");
    }
    page.raw("</ul>\n");
}

/// The figures stand in the legend under it; the picture says them again for who cannot see it.
fn bar(page: &mut Page, parts: &[u16; 5]) {
    let sum: u32 = parts.iter().map(|n| u32::from(*n)).sum();
    let said: Vec<String> = PARTS.iter().zip(parts).map(|(part, n)| format!("{n} {part}")).collect();
    page.raw("<svg role=\"img\" width=\"100%\" height=\"18\" aria-label=\"")
        .text(&said.join(", "))
        .raw("\">");
    let mut before = 0;
    for (i, n) in parts.iter().map(|n| u32::from(*n)).enumerate().filter(|(_, n)| *n > 0) {
        let tenths = |n: u32| n * 1000 / sum;
        let (x, width) = (tenths(before), tenths(before + n) - tenths(before));
        let _ = write!(
            page.out,
            "<rect class=\"s{i}\" x=\"{}.{}%\" y=\"1\" width=\"{}.{}%\" height=\"16\"/>",
            x / 10,
            x % 10,
            width.saturating_sub(3) / 10,
            width.saturating_sub(3) % 10
        );
        before += n;
    }
    page.raw("</svg>");
}

fn heat(page: &mut Page, check: &Check<'_>) {
    let rows = &check.assessment.coverage.frameworks;
    page.raw("<h3>By stage of the device's life</h3>\n<p class=\"small soft\">Requirements whose content was found, of those that apply: the more of them, the stronger the shade.</p>\n<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Coverage by stage and framework\"><table class=\"heat\">\n");
    page.raw("<thead><tr><th scope=\"col\">stage</th>");
    for row in rows {
        page.element("th scope=\"col\"", &check.catalogue[row.framework].id);
    }
    page.raw("</tr></thead>\n<tbody>\n");
    for stage in Stage::ALL {
        let of = |row: &crate::assess::FrameworkCoverage| {
            row.stages
                .iter()
                .find(|(s, _)| s == stage)
                .map(|(_, counts)| (counts.done(), counts.applicable()))
        };
        if rows.iter().all(|row| of(row).is_none()) {
            continue;
        }
        page.raw("<tr><th scope=\"row\" title=\"")
            .text(stage.meaning())
            .raw("\">")
            .raw(stage.id())
            .raw("</th>");
        for row in rows {
            match of(row).filter(|(_, applicable)| *applicable > 0) {
                Some((done, applicable)) => {
                    // Quarters, so that the darkest one is all of them.
                    let shade = u32::from(done) * 4 / u32::from(applicable);
                    let _ = write!(page.out, "<td class=\"h{shade}\">{done}/{applicable}</td>");
                }
                None => {
                    page.raw("<td class=\"soft\"><span aria-label=\"none applies\">–</span></td>");
                }
            }
        }
        page.raw("</tr>\n");
    }
    page.raw("</tbody></table></div>\n");
}

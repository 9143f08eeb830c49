//! A badge: a small picture for a README that says for how many requirements the content was found.
//!
//! It is drawn without knowing which fonts there are: letters have the widths of Verdana, and `textLength` makes any other
//! font take the same room. It says a number, never that something passes.

use super::Check;

/// What stands on its left.
const NAME: &str = "medlint";
/// Height, in pixels.
const HEIGHT: u32 = 20;
/// Room beside a text, in tenths of a pixel.
const MARGIN: u32 = 60;

/// Grounds on which white letters have a contrast of at least 4.5 to 1.
mod ground {
    pub(super) const NAME: &str = "#37424d";
    pub(super) const MOST: &str = "#1a6b3c";
    pub(super) const SOME: &str = "#855500";
    pub(super) const FEW: &str = "#a3293a";
    pub(super) const NOTHING_TO_SAY: &str = "#55626e";
}

/// The badge. `whole_set` says whether all documents were looked at; of a part, nothing is said.
pub fn badge(check: &Check<'_>, whole_set: bool) -> String {
    let counts = &check.assessment.coverage.total;
    let (found, of) = (u32::from(counts.done()), u32::from(counts.applicable()));
    let [errors, ..] = check.counts();
    if !whole_set {
        return draw(
            "part of the documents",
            ground::NOTHING_TO_SAY,
            "medlint looked at a part of the documents",
        );
    }
    if check.documents.is_empty() || of == 0 {
        return draw("nothing checked", ground::NOTHING_TO_SAY, "medlint checked nothing");
    }
    let title = format!(
        "medlint: the content was found for {found} of {of} requirements that apply; {}",
        crate::lint::wording::count(errors, "error", "errors")
    );
    draw(&format!("{found} of {of} found"), colour(found, of, errors), &title)
}

/// Green: nine tenths and no error. Red: less than half. Between them: what is left.
fn colour(found: u32, of: u32, errors: usize) -> &'static str {
    match found * 10 / of {
        9.. if errors == 0 => ground::MOST,
        5.. => ground::SOME,
        _ => ground::FEW,
    }
}

/// `text` and `title` are medlint's own words: there is nothing in them to escape.
fn draw(text: &str, ground: &str, title: &str) -> String {
    let (left, right) = (width(NAME) + 2 * MARGIN, width(text) + 2 * MARGIN);
    let (left_pixels, all) = (left.div_ceil(10), left.div_ceil(10) + right.div_ceil(10));
    let letters = |text: &str, x: u32| {
        let width = width(text);
        format!("<text x=\"{}\" y=\"14\" textLength=\"{}\">{text}</text>", tenths(x), tenths(width))
    };
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{all}\" height=\"{HEIGHT}\" viewBox=\"0 0 {all} {HEIGHT}\" role=\"img\" aria-labelledby=\"t\"><title id=\"t\">{title}</title>\
         <clipPath id=\"c\"><rect width=\"{all}\" height=\"{HEIGHT}\" rx=\"3\"/></clipPath>\
         <g clip-path=\"url(#c)\"><path fill=\"{}\" d=\"M0 0h{left_pixels}v{HEIGHT}H0z\"/><path fill=\"{ground}\" d=\"M{left_pixels} 0H{all}v{HEIGHT}H{left_pixels}z\"/></g>\
         <g fill=\"#fff\" font-family=\"Verdana,Geneva,DejaVu Sans,sans-serif\" font-size=\"11\">{}{}</g></svg>\n",
        ground::NAME,
        letters(NAME, MARGIN),
        letters(text, left_pixels * 10 + MARGIN)
    )
}

fn tenths(n: u32) -> String {
    if n.is_multiple_of(10) { (n / 10).to_string() } else { format!("{}.{}", n / 10, n % 10) }
}

/// Width of a text in Verdana at 11 pixels, in tenths of a pixel.
fn width(text: &str) -> u32 {
    let of = |letter| match letter {
        'i' | 'l' => 30,
        'j' | 'f' | ' ' => 39,
        't' => 43,
        'r' => 47,
        'c' | 's' => 57,
        'z' => 58,
        'k' | 'v' | 'x' | 'y' => 65,
        'a' | 'e' => 66,
        'o' => 67,
        'b' | 'd' | 'g' | 'p' | 'q' => 69,
        'w' => 90,
        'm' => 107,
        // Digits, and the letters that are as wide.
        _ => 70,
    };
    text.chars().map(of).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Contrast of white letters on a ground, as WCAG 2 defines it.
    fn contrast(ground: &str) -> f64 {
        let part = |at: usize| {
            let c = f64::from(u8::from_str_radix(&ground[at..at + 2], 16).expect("a colour")) / 255.0;
            if c <= 0.040_45 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        1.05 / (0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5) + 0.05)
    }

    #[test]
    fn letters_can_be_read_on_every_ground() {
        for ground in [ground::NAME, ground::MOST, ground::SOME, ground::FEW, ground::NOTHING_TO_SAY] {
            assert!(contrast(ground) >= 4.5, "{ground}: {}", contrast(ground));
        }
    }

    #[test]
    fn errors_and_small_shares_are_not_green() {
        assert_eq!(colour(90, 100, 0), ground::MOST);
        assert_eq!(colour(90, 100, 1), ground::SOME);
        assert_eq!(colour(899, 1000, 0), ground::SOME);
        assert_eq!(colour(50, 100, 0), ground::SOME);
        assert_eq!(colour(49, 100, 0), ground::FEW);
    }

    #[test]
    fn every_text_has_room() {
        assert_eq!(width("536 of 873 found"), 6 * 70 + 3 * 39 + (67 + 39) + (39 + 67 + 70 + 70 + 69));
        let badge = draw("7 of 9 found", ground::MOST, "t");
        assert!(badge.contains("width=\"134\"") && badge.contains("textLength=\"41.5\">medlint<"), "{badge}");
    }
}

//! "Did you mean ...?": the valid word nearest to a mistyped one.

/// The candidate nearest to `word`, if one is near enough to be worth naming.
///
/// Near is: at most a third of the letters differ (a swap of neighbours counts once), or the word is the beginning or
/// a whole hyphenated part of the candidate. Of equally near ones the first is taken, so the answer does not vary.
pub(crate) fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word: Vec<char> =
        word.trim().to_lowercase().chars().map(|c| if c == '_' || c == ' ' { '-' } else { c }).collect();
    if word.is_empty() || word.len() > 80 {
        return None;
    }
    let limit = (word.len() / 3).max(1);
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let lower = candidate.to_lowercase().replace('_', "-");
        let letters: Vec<char> = lower.chars().collect();
        let mut cost = distance(&word, &letters);
        if cost > limit {
            // Not a slip of the finger; perhaps only a part of the name was remembered.
            let given: String = word.iter().collect();
            let part = given.len() >= 4
                && (lower.starts_with(&given)
                    || lower.split('-').any(|p| p == given)
                    || given.starts_with(&lower));
            if !part {
                continue;
            }
            cost += limit;
        }
        if best.is_none_or(|(least, _)| cost < least) {
            best = Some((cost, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Edit distance in which a swap of two neighbours is one edit.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let change = usize::from(a[i - 1] != b[j - 1]);
            row[j] = (above[j] + 1).min(row[j - 1] + 1).min(above[j - 1] + change);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(before[j - 2] + 1);
            }
        }
        before = std::mem::replace(&mut above, row);
    }
    above[b.len()]
}

#[cfg(test)]
mod tests {
    use super::nearest;

    const IDS: [&str; 4] = ["threat-model", "security-test", "sbom", "sbom-elements"];

    #[test]
    fn a_slip_of_the_finger_is_recognised() {
        assert_eq!(nearest("thraet-model", IDS), Some("threat-model"));
        assert_eq!(nearest("Threat_Model", IDS), Some("threat-model"));
        assert_eq!(nearest("sbon", IDS), Some("sbom"));
    }

    #[test]
    fn a_part_of_the_name_is_recognised() {
        assert_eq!(nearest("elements", IDS), Some("sbom-elements"));
        assert_eq!(nearest("threat", IDS), Some("threat-model"));
    }

    #[test]
    fn nothing_is_better_than_a_wild_guess() {
        assert_eq!(nearest("unrelated", IDS), None);
        assert_eq!(nearest("", IDS), None);
    }
}

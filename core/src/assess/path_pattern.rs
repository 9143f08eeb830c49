//! Patterns for paths (`docs/**/*.md`), as in `.gitignore`, without regular expressions.
//!
//! `*` and `?` stay within a path segment, `**` crosses them, `[a-z]` and `[!a-z]` are sets, `{md,txt}` are
//! alternatives. A pattern without `/` is about the last segment anywhere; one that ends in `/` is about everything
//! below. Matching takes time in proportion to pattern times path, whatever they are.

use std::fmt;

/// A pattern for paths.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathPattern {
    source: String,
    alternatives: Vec<Vec<Token>>,
}

/// What is wrong with a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadPattern(String);

impl fmt::Display for BadPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for BadPattern {}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    Literal(char),
    /// `?`
    One,
    /// `*`
    Segment,
    /// `**`: anything, also nothing.
    Anything,
    /// `**/`: nothing, or anything that ends in `/`.
    Folders,
    /// `[...]`
    Set {
        not: bool,
        ranges: Vec<(char, char)>,
    },
}

/// More alternatives than this are a mistake, not a pattern.
const MOST_ALTERNATIVES: usize = 64;

impl PathPattern {
    /// Reads a pattern.
    ///
    /// # Errors
    /// When it is empty, a bracket or brace is not closed, or braces multiply to more than 64 alternatives.
    pub fn new(source: &str) -> Result<PathPattern, BadPattern> {
        let trimmed = source.trim();
        let pattern = trimmed.replace('\\', "/");
        let pattern = pattern.strip_prefix("./").unwrap_or(&pattern);
        if pattern.is_empty() || pattern == "/" {
            return Err(BadPattern("an empty pattern matches nothing".to_owned()));
        }
        let mut pattern = pattern.to_owned();
        if pattern.ends_with('/') {
            pattern.push_str("**");
        }
        let anchored = match pattern.strip_prefix('/') {
            Some(rest) => rest.to_owned(),
            None if pattern.contains('/') => pattern,
            None => format!("**/{pattern}"),
        };
        let mut alternatives = vec![anchored];
        let mut at = 0;
        while at < alternatives.len() {
            match braces(&alternatives[at])? {
                None => at += 1,
                Some(expanded) => {
                    alternatives.splice(at..=at, expanded);
                    if alternatives.len() > MOST_ALTERNATIVES {
                        return Err(BadPattern(format!("has more than {MOST_ALTERNATIVES} alternatives")));
                    }
                }
            }
        }
        let alternatives = alternatives.iter().map(|a| tokens(a)).collect::<Result<_, _>>()?;
        Ok(PathPattern { source: trimmed.to_owned(), alternatives })
    }

    /// The pattern as it was written.
    pub fn as_str(&self) -> &str {
        &self.source
    }

    /// Whether a path (with `/`, relative to the root) matches.
    pub fn matches(&self, path: &str) -> bool {
        let path = path.strip_prefix("./").unwrap_or(path);
        self.alternatives.iter().any(|tokens| matches(tokens, path))
    }
}

/// Writes out the first group of braces; `None` when there is none.
fn braces(pattern: &str) -> Result<Option<Vec<String>>, BadPattern> {
    let Some(open) = pattern.find('{') else { return Ok(None) };
    let mut depth = 0usize;
    let mut parts = Vec::new();
    let mut start = open + 1;
    for (at, c) in pattern[open..].char_indices().map(|(i, c)| (open + i, c)) {
        match c {
            '{' => depth += 1,
            '}' if depth == 1 => {
                parts.push(&pattern[start..at]);
                let expand = |part: &&str| format!("{}{part}{}", &pattern[..open], &pattern[at + 1..]);
                return Ok(Some(parts.iter().map(expand).collect()));
            }
            '}' => depth -= 1,
            ',' if depth == 1 => {
                parts.push(&pattern[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    Err(BadPattern("`{` is not closed".to_owned()))
}

fn tokens(pattern: &str) -> Result<Vec<Token>, BadPattern> {
    let chars: Vec<char> = pattern.chars().collect();
    let mut out = Vec::with_capacity(chars.len());
    let mut at = 0;
    while at < chars.len() {
        match chars[at] {
            '*' => {
                let stars = chars[at..].iter().take_while(|c| **c == '*').count();
                at += stars;
                let begins_segment = at == stars || chars[at - stars - 1] == '/';
                if stars > 1 && begins_segment && chars.get(at) == Some(&'/') {
                    at += 1;
                    out.push(Token::Folders);
                } else {
                    out.push(if stars > 1 { Token::Anything } else { Token::Segment });
                }
                continue;
            }
            '?' => out.push(Token::One),
            '[' => {
                let close = chars[at + 1..].iter().skip(1).position(|c| *c == ']').map(|n| at + 2 + n);
                let Some(close) = close else { return Err(BadPattern("`[` is not closed".to_owned())) };
                let inside = &chars[at + 1..close];
                let not = matches!(inside.first(), Some('!' | '^'));
                out.push(Token::Set { not, ranges: ranges(&inside[usize::from(not)..]) });
                at = close;
            }
            c => out.push(Token::Literal(c)),
        }
        at += 1;
    }
    Ok(out)
}

fn ranges(chars: &[char]) -> Vec<(char, char)> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        match chars.get(at..at + 3) {
            Some([from, '-', to]) => {
                out.push((*from, *to));
                at += 3;
            }
            _ => {
                out.push((chars[at], chars[at]));
                at += 1;
            }
        }
    }
    out
}

/// Follows all ways through the tokens at once, character by character: `reached[i]` says that the first `i` tokens
/// can match what was read so far.
fn matches(tokens: &[Token], path: &str) -> bool {
    let mut reached = vec![false; tokens.len() + 1];
    reached[0] = true;
    let skip = |reached: &mut Vec<bool>, fresh_segment: bool| {
        for (i, token) in tokens.iter().enumerate() {
            let free = match token {
                Token::Segment | Token::Anything => true,
                Token::Folders => fresh_segment,
                _ => false,
            };
            if reached[i] && free {
                reached[i + 1] = true;
            }
        }
    };
    skip(&mut reached, true);
    for c in path.chars() {
        let mut next = vec![false; tokens.len() + 1];
        for (i, token) in tokens.iter().enumerate().filter(|(i, _)| reached[*i]) {
            match token {
                Token::Literal(literal) => next[i + 1] |= *literal == c,
                Token::One => next[i + 1] |= c != '/',
                Token::Segment => next[i] |= c != '/',
                Token::Anything | Token::Folders => next[i] = true,
                Token::Set { not, ranges } => {
                    let inside = ranges.iter().any(|(from, to)| (*from..=*to).contains(&c));
                    next[i + 1] |= c != '/' && inside != *not;
                }
            }
        }
        skip(&mut next, c == '/');
        reached = next;
    }
    reached[tokens.len()]
}

#[cfg(test)]
mod tests {
    use super::PathPattern;

    fn check(pattern: &str, yes: &[&str], no: &[&str]) {
        let compiled = PathPattern::new(pattern).unwrap_or_else(|e| panic!("{pattern}: {e}"));
        for path in yes {
            assert!(compiled.matches(path), "{pattern} should match {path}");
        }
        for path in no {
            assert!(!compiled.matches(path), "{pattern} should not match {path}");
        }
    }

    #[test]
    fn patterns_match_as_in_gitignore() {
        check("*.md", &["a.md", "docs/a.md", "docs/x/a.md"], &["a.mdx", "a.md/b"]);
        check("docs/*.md", &["docs/a.md"], &["docs/x/a.md", "a.md", "x/docs/a.md"]);
        check("docs/**/*.md", &["docs/a.md", "docs/x/a.md", "docs/x/y/a.md"], &["a.md", "docsx/a.md"]);
        check("**/risk/*.md", &["risk/a.md", "docs/risk/a.md"], &["docs/xrisk/a.md", "risk/x/a.md"]);
        check("docs/", &["docs/a.md", "docs/x/b.txt"], &["docs", "mydocs/a.md"]);
        check("docs/**", &["docs/a.md", "docs/x/b"], &["doc/a.md"]);
        check("/README.md", &["README.md"], &["docs/README.md"]);
        check("./docs/a.md", &["docs/a.md", "./docs/a.md"], &["a.md"]);
        check("*.{md,txt}", &["a.md", "x/b.txt"], &["a.rst"]);
        check("{a,b/{c,d}}/x", &["a/x", "b/c/x", "b/d/x"], &["b/x"]);
        check("v[0-9].md", &["v1.md"], &["vx.md", "v10.md"]);
        check("v[!0-9]?.md", &["vx1.md"], &["v11.md", "v/1.md"]);
        check("docs\\risk\\*.md", &["docs/risk/a.md"], &[]);
        check("größe-?.md", &["größe-ä.md"], &["größe-.md"]);
        check("**", &["a", "a/b/c"], &[]);
    }

    #[test]
    fn a_mistake_is_named() {
        let message = |p: &str| PathPattern::new(p).map_err(|e| e.to_string()).unwrap_err();
        assert!(message("").contains("empty"));
        assert!(message("a[b").contains('['));
        assert!(message("a{b").contains('{'));
        assert!(message("{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}").contains("64"));
        assert!(message("[]").contains('['));
    }

    #[test]
    fn many_stars_take_no_longer() {
        check(&"a*".repeat(200), &[&"a".repeat(2000)], &[&format!("{}b/", "a".repeat(2000))]);
    }
}

//! The command as a user runs it: one file per case in `tests/cmd`, its folder beside it.

#[test]
fn cases() {
    let caches = concat!(env!("CARGO_TARGET_TMPDIR"), "/caches");
    trycmd::TestCases::new()
        .env("NO_COLOR", "1")
        .env("CLICOLOR_FORCE", "0")
        .env("XDG_CACHE_HOME", caches)
        .case("tests/cmd/*/*.toml");
}

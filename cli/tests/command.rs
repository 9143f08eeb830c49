//! The command as a user runs it: one file per case in `tests/cmd`, its folder beside it.

#[test]
fn cases() {
    trycmd::TestCases::new().env("NO_COLOR", "1").env("CLICOLOR_FORCE", "0").case("tests/cmd/*/*.toml");
}

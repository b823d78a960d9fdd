//! The transcripts in `tests/cmd`, which read like a manual. `TRYCMD=overwrite` writes them anew.

#[test]
fn commands_print_what_the_transcripts_say() {
    trycmd::TestCases::new().case("tests/cmd/*.trycmd");
}

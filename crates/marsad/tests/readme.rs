//! What `README.md` shows is what the program prints.
#![allow(clippy::unwrap_used, reason = "a test may panic")]
mod support;

use std::path::Path;
use support::Workplace;

/// A command of a console block and what stands below it.
struct Call<'a> {
    command: &'a str,
    shown: String,
}

/// The calls of the page's console blocks, in order.
fn calls(page: &str) -> Vec<Call<'_>> {
    let blocks = page.split("```console\n").skip(1).filter_map(|rest| rest.split("```").next());
    let calls = blocks.flat_map(|block| block.split("$ ").skip(1));
    calls
        .map(|call| {
            let (command, shown) = call.split_once('\n').unwrap();
            Call { command, shown: shown.trim_end().to_owned() }
        })
        .collect()
}

#[test]
fn every_call_on_the_page_prints_what_stands_below_it() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../README.md");
    let page = std::fs::read_to_string(path).unwrap();
    let place = Workplace::new();
    for Call { command, shown } in calls(&page) {
        let (program, args) = command.split_once(' ').unwrap_or((command, ""));
        let args: Vec<&str> = args.split(' ').filter(|arg| !arg.is_empty()).collect();
        if program == "cat" {
            place.write(args[0], format!("{shown}\n"));
            continue;
        }
        assert_eq!(program, "marsad", "the page calls only what can be tried here");
        let ran = place.run(&args);
        let printed: Vec<&str> = ran.out.lines().chain(ran.err.lines()).map(str::trim_end).collect();
        assert_eq!(shown, printed.join("\n").trim_end(), "\n$ {command}");
    }
}

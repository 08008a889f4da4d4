//! `marsad watch`: what is new on a site of this machine.
#![allow(
    clippy::non_ascii_literal,
    clippy::unwrap_used,
    reason = "tests show real text, and fail by panicking"
)]
#[path = "support/site.rs"]
mod site;
mod support;

use marsad_record::Record;
use site::Site;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use support::{Ran, Workplace};

const TAGGED: &str = "200 OK\r\nContent-Type: application/rss+xml\r\nETag: ";

/// A feed of entries: each the name of its page and what it says of it.
fn feed(site: &Site, entries: &[(&str, &str)]) -> String {
    let entry = |(path, says): &(&str, &str)| {
        format!(
            "<item><link>{}</link><guid>{path}</guid><description>{says}</description></item>",
            site.url(path)
        )
    };
    let entries: String = entries.iter().map(entry).collect();
    format!("<rss version='2.0'><channel><title>شبكة</title>{entries}</channel></rss>")
}

/// One round over paths of a site, without a pause.
fn watch(here: &Workplace, site: &Site, more: &[&str]) -> Ran {
    let host = site.host();
    here.run(&[&["watch", "--once", "--pause=0s", "--allow-host", &host], more].concat())
}

/// What a round says of itself, without its time.
fn said(ran: &Ran) -> &str {
    ran.out.trim_end().split_once("Z: ").unwrap().1
}

fn texts(here: &Workplace) -> Vec<String> {
    let snapshot = Record::open_existing(&here.path("marsad.db"))
        .unwrap()
        .as_of(marsad_record::Clocks::default())
        .unwrap();
    snapshot.reports.into_iter().map(|it| it.report.text).collect()
}

#[test]
fn what_a_feed_has_is_added_once_and_it_is_not_sent_again_unchanged() {
    let (here, site) = (Workplace::new(), Site::open());
    site.put("/feed", &format!("{TAGGED}\"1\""), feed(&site, &[("/a", "قصف على دوما")]));
    let url = site.url("/feed");
    let first = watch(&here, &site, &[&url]);
    assert_eq!(
        said(first.went_well()),
        "1 read, 0 unchanged, 0 failed, 0 resting; 1 report added, 0 already there; 1 claim"
    );
    let second = watch(&here, &site, &[&url]);
    assert_eq!(
        said(second.went_well()),
        "0 read, 1 unchanged, 0 failed, 0 resting; 0 reports added, 0 already there; 0 claims"
    );
    assert!(site.requests().last().unwrap().contains("\nif-none-match: \"1\""));
    assert_eq!(texts(&here), ["قصف على دوما"]);
}

#[test]
fn of_a_feed_that_grew_only_new_entries_are_read_and_their_pages_fetched() {
    let (here, site) = (Workplace::new(), Site::open());
    let url = site.url("/feed");
    site.put("/feed", &format!("{TAGGED}\"1\""), feed(&site, &[("/a.txt", "قصف")]));
    site.serve("/a.txt", "text/plain", "قصف على دوما").serve("/b.txt", "text/plain", "قصف على حلب");
    watch(&here, &site, &["--linked", &url]).went_well();
    site.put("/feed", &format!("{TAGGED}\"2\""), feed(&site, &[("/b.txt", "قصف"), ("/a.txt", "قصف")]));
    let grown = watch(&here, &site, &["--linked", &url]);
    assert!(said(grown.went_well()).starts_with("1 read, 0 unchanged"), "{}", grown.out);
    assert!(said(&grown).contains("1 report added, 0 already there"), "{}", grown.out);
    assert_eq!(texts(&here), ["قصف على دوما", "قصف على حلب"]);
    assert_eq!(site.asked().iter().filter(|path| *path == "/a.txt").count(), 1);
}

#[test]
fn a_page_is_read_anew_and_kept_once_for_each_text_it_had() {
    let (here, site) = (Workplace::new(), Site::open());
    let url = site.url("/a.txt");
    for text in ["قصف على دوما", "قصف على دوما", "قصف على حلب"] {
        site.serve("/a.txt", "text/plain", text);
        watch(&here, &site, &[&url]).went_well();
    }
    assert_eq!(texts(&here), ["قصف على دوما", "قصف على حلب"]);
}

#[test]
fn an_address_that_fails_rests_and_the_others_are_read() {
    let (here, site) = (Workplace::new(), Site::open());
    site.put("/bad", "500 Internal Server Error", "").serve("/odd.xml", "text/xml", "<note/>");
    site.serve("/feed", "text/xml", feed(&site, &[("/a", "قصف على دوما")]));
    let urls = ["/bad", "/odd.xml", "/feed"].map(|path| site.url(path));
    let urls = urls.each_ref().map(String::as_str);
    let first = watch(&here, &site, &urls);
    first.failed_saying(&["/bad: the server answers with status 500\n  help: ", "/odd.xml: not a feed"]);
    assert!(
        said(&first).starts_with("1 read, 0 unchanged, 2 failed, 0 resting; 1 report added"),
        "{}",
        first.out
    );
    let asked = site.asked().len();
    let second = watch(&here, &site, &urls);
    assert!(
        said(second.went_well()).starts_with("1 read, 0 unchanged, 0 failed, 2 resting; 0"),
        "{}",
        second.out
    );
    assert_eq!(site.asked().len(), asked + 2, "robots.txt and the feed alone are asked for");
}

#[test]
fn it_ends_in_peace_when_it_is_interrupted() {
    let (here, site) = (Workplace::new(), Site::open());
    site.serve("/feed", "text/xml", feed(&site, &[("/a", "قصف على دوما")]));
    let (url, host) = (site.url("/feed"), site.host());
    let args = ["watch", "--every=9h", "--pause=0s", "--allow-host", &host, &url];
    let mut child = here.command(&args).stderr(Stdio::inherit()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    assert!(line.contains("1 report added"), "{line}");
    let told = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(told.success() && child.wait().unwrap().success());
    assert_eq!(texts(&here).len(), 1);
}

#[test]
fn what_is_no_address_or_no_length_of_time_is_said_with_what_to_write() {
    let here = Workplace::new();
    here.run(&["watch", "news.xml"])
        .failed_saying(&["`news.xml` is no address of the web", "help: write it as in"]);
    here.run(&["watch", "--every", "often", "https://example.org/"])
        .failed_saying(&["`often` is no length of time", "30s, 15m or 2h"]);
}

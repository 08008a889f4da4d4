//! `marsad add` of what stands on the web, from a site of this machine.
#![allow(
    clippy::non_ascii_literal,
    clippy::unwrap_used,
    reason = "tests show real text, and fail by panicking"
)]
#[path = "support/site.rs"]
mod site;
mod support;

use marsad_record::{Record, Snapshot};
use site::Site;
use support::{Ran, Workplace, corpus};

const REPORT: &str = "سيطرت قوات النظام على بلدة السخنة في ريف حمص.";

fn held(here: &Workplace) -> Snapshot {
    Record::open_existing(&here.path("marsad.db")).unwrap().as_of(marsad_record::Clocks::default()).unwrap()
}

fn sample(name: &str) -> String {
    std::fs::read_to_string(corpus(&format!("forms/{name}"))).unwrap()
}

/// Adds what stands at paths of a site, without a pause.
fn add(here: &Workplace, site: &Site, paths: &[&str]) -> Ran {
    let urls: Vec<String> = paths.iter().map(|path| site.url(path)).collect();
    let mut args = vec!["add", "--pause", "0s", "--linked", "--allow-host"];
    let host = site.host();
    args.push(&host);
    args.extend(urls.iter().map(String::as_str));
    here.run(&args)
}

#[test]
fn a_page_is_added_as_it_says_it_is_and_robots_txt_is_asked_first() {
    let (here, site) = (Workplace::new(), Site::open());
    site.serve("/2021/nayrab?a=1", "text/html", sample("page.html"));
    add(&here, &site, &["/2021/nayrab?a=1#top"]).went_well();
    let report = &held(&here).reports[0].report;
    assert_eq!(report.title.as_deref(), Some("قصف مدفعي على بلدة النيرب"));
    assert_eq!(
        report.url.as_deref(),
        Some("https://example.org/2021/05/nayrab"),
        "its own word counts first"
    );
    assert_eq!(
        (report.id.as_str(), report.outlet.as_deref()),
        (site.url("/2021/nayrab?a=1").as_str(), Some("شبكة الفرات"))
    );
    assert_eq!(site.asked(), ["/robots.txt", "/2021/nayrab?a=1"]);
    for request in site.requests() {
        assert!(request.contains("\nuser-agent: Marsad/"), "{request}");
    }
}

#[test]
fn every_form_is_read_as_the_server_says_it_is() {
    let (here, site) = (Workplace::new(), Site::open());
    site.serve("/feed", "application/rss+xml", sample("feed.xml"));
    site.serve("/lines", "application/x-ndjson", format!("{{\"text\":\"{REPORT}\",\"url\":\"u\"}}"));
    site.serve("/report.txt", "text/plain", REPORT);
    site.serve("/bundle.zip", "application/zip", std::fs::read(corpus("forms/bundle.zip")).unwrap());
    site.serve("/picture.html", "image/png", "x");
    let urls = ["/feed", "/lines", "/report.txt", "/bundle.zip", "/picture.html"].map(|path| site.url(path));
    let args = ["add", "--pause=0s", "--allow-host", &site.host()];
    let ran = here.run(&[&args[..], &urls.each_ref().map(String::as_str)].concat());
    ran.failed_saying(&[
        "/picture.html: it is served as image/png",
        "bundle.zip:saved/inner.zip",
        "2 inputs",
    ]);
    let reports = held(&here).reports;
    let urls: Vec<_> = reports.iter().map(|it| it.report.url.clone().unwrap()).collect();
    let text = site.url("/report.txt");
    let page = "https://example.org/2021/05/nayrab";
    assert_eq!(
        urls,
        ["https://example.org/2019/01/susa", "https://example.org/2019/01/manbij", "u", &text, page]
    );
}

#[test]
fn what_is_sent_packed_is_unpacked() {
    let (here, site) = (Workplace::new(), Site::open());
    // "قصف مدفعي على مدينة دوما.", by gzip.
    let packed = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\xbb\xd9\x74\x63\xeb\xcd\x46\x85\x9b\xad\x37\xd6\xdf\x6c\
        \xbc\xb1\xf3\x66\x97\x02\x90\x68\xb9\xd9\x09\x11\xe9\xba\xd9\x76\x63\xa5\x02\x90\xd1\x01\xe4\x2e\xd7\x03\x00\
        \x98\xd5\xc1\x4d\x2d\x00\x00\x00";
    site.put("/a.txt", "200 OK\r\nContent-Type: text/plain\r\nContent-Encoding: gzip", packed);
    add(&here, &site, &["/a.txt"]).went_well();
    assert_eq!(held(&here).reports[0].report.text, "قصف مدفعي على مدينة دوما.");
}

#[test]
fn pages_that_robots_txt_closes_are_left_alone() {
    let (here, site) = (Workplace::new(), Site::open());
    let rules = "User-agent: *\nDisallow: /\n\nUser-agent: Marsad\nAllow: /open/*.txt$\nDisallow: /*.txt$\nDisallow: /closed";
    site.serve("/robots.txt", "text/plain", rules).serve("/open/a.txt", "text/plain", REPORT);
    add(&here, &site, &["/open/a.txt", "/b.txt", "/closed/c"]).failed_saying(&[
        "/b.txt: robots.txt of 127.0.0.1 asks programs to leave this page alone\n  help: save the page",
        "/closed/c: robots.txt",
        "2 inputs could not be read",
    ]);
    assert_eq!(site.asked(), ["/robots.txt", "/open/a.txt"]);
}

#[test]
fn nothing_is_asked_of_a_site_whose_robots_txt_fails() {
    let (here, site) = (Workplace::new(), Site::open());
    site.put("/robots.txt", "500 Internal Server Error", "").serve("/a.txt", "text/plain", REPORT);
    add(&here, &site, &["/a.txt"])
        .failed_saying(&["robots.txt of 127.0.0.1 cannot be had (status 500)", "help:"]);
    assert_eq!(site.asked(), ["/robots.txt"]);
}

#[test]
fn this_machine_is_not_asked_unless_it_is_allowed() {
    let (here, site) = (Workplace::new(), Site::open());
    site.serve("/a.txt", "text/plain", REPORT);
    for host in ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "2130706433", "0x7f.1", "0.0.0.0"] {
        let url = format!("http://{host}:{}/a.txt", site.port());
        here.run(&["add", &url])
            .failed_saying(&["at an address that is kept for", "help: name a public address"]);
    }
    assert!(site.asked().is_empty() && !here.path("marsad.db").exists());
}

#[test]
fn a_site_that_is_allowed_leads_to_no_other_of_this_machine() {
    let (here, site, other) = (Workplace::new(), Site::open(), Site::open());
    other.serve("/secret.txt", "text/plain", REPORT);
    site.lead("/a", &other.url("/secret.txt"));
    site.lead("/b", &format!("http://localhost:{}/secret.txt", other.port()));
    site.lead("/c", "file:///etc/passwd").lead("/d", "http://user:word@example.org/");
    site.lead("/robots.txt", &other.url("/robots.txt"));
    let refused = "at an address that is kept for this machine itself";
    add(&here, &site, &["/a"]).failed_saying(&[refused]);
    site.put("/robots.txt", "404 Not Found", "");
    let ran = add(&here, &site, &["/a", "/b", "/c", "/d"]);
    ran.failed_saying(&[
        "/a: 127.0.0.1 is",
        "/b: localhost is",
        refused,
        "`file:///etc/passwd` is no address",
        "a password",
    ]);
    assert!(other.asked().is_empty(), "{:?}", other.asked());
}

#[test]
fn a_few_redirects_are_followed_and_a_circle_is_not() {
    let (here, site) = (Workplace::new(), Site::open());
    site.lead("/1", "/2").lead("/2", "3?x").lead("/3?x", &site.url("/a.txt")).serve(
        "/a.txt",
        "text/plain",
        REPORT,
    );
    site.lead("/round", "/round");
    add(&here, &site, &["/1", "/round"])
        .failed_saying(&["/round: it leads to more than 5 other addresses", "1 input"]);
    assert_eq!(held(&here).reports[0].report.url.as_deref(), Some(site.url("/a.txt").as_str()));
    assert_eq!(site.asked().iter().filter(|path| *path == "/round").count(), 6);
}

#[test]
fn a_page_is_fetched_for_an_entry_that_only_sums_it_up_and_the_entry_kept_where_that_fails() {
    let (here, site) = (Workplace::new(), Site::open());
    let entry = |path: &str, more: &str| {
        let date = "Sat, 05 Jan 2019 00:20:00 +0300";
        format!(
            "<item><link>{}</link><pubDate>{date}</pubDate><description>قصف على دوما</description>{more}</item>",
            site.url(path)
        )
    };
    let whole = "<c:encoded xmlns:c='http://purl.org/rss/1.0/modules/content/'>قصف على الحي</c:encoded>";
    let entries = entry("/page", "") + &entry("/gone", "") + &entry("/whole", whole);
    site.serve(
        "/feed",
        "text/xml",
        format!("<rss version='2.0'><channel><title>شبكة</title>{entries}</channel></rss>"),
    );
    let paragraph =
        format!("<p>{REPORT} وأصيب خمسة مدنيين بينهم طفل، بحسب الدفاع المدني الذي قال إن القصف مستمر.</p>");
    site.serve(
        "/page",
        "text/html",
        format!("<html><body><article>{}</article></body></html>", paragraph.repeat(5)),
    );
    add(&here, &site, &["/feed"]).failed_saying(&["/gone: the server answers with status 404", "1 input"]);
    let reports = held(&here).reports;
    let texts: Vec<_> = reports.iter().map(|it| it.report.text.as_str()).collect();
    assert!(texts[0].starts_with(REPORT), "{texts:?}");
    assert_eq!(texts[1..], ["قصف على دوما", "قصف على الحي"]);
    let page = &reports[0].report;
    assert_eq!(
        (page.date.unwrap().to_string().as_str(), page.outlet.as_deref()),
        ("2019-01-05", Some("شبكة"))
    );
    assert!(!site.asked().contains(&"/whole".to_owned()));
}

#[test]
fn a_server_that_asks_to_be_left_alone_is() {
    let (here, site) = (Workplace::new(), Site::open());
    site.put("/a.txt", "429 Too Many Requests\r\nRetry-After: 3600", "").serve(
        "/b.txt",
        "text/plain",
        REPORT,
    );
    add(&here, &site, &["/a.txt", "/b.txt"])
        .failed_saying(&["/a.txt: the server asks to be left alone for 3", "/b.txt: the server asks"]);
    assert_eq!(site.asked(), ["/robots.txt", "/a.txt"]);
}

#[test]
fn what_is_too_large_is_given_up() {
    let (here, site) = (Workplace::new(), Site::open());
    site.serve("/a.txt", "text/plain", vec![b'a'; (64 << 20) + 1]);
    add(&here, &site, &["/a.txt"]).failed_saying(&["/a.txt: it is larger than 64 MiB", "help: download it"]);
}

#[test]
fn failures_stop_nothing_and_are_listed_at_the_end_in_their_order() {
    let (here, site) = (Workplace::new(), Site::open());
    site.serve("/a.txt", "text/plain", REPORT);
    here.write("lines.jsonl", "{\"text\":\"قصف\"}\nnonsense\n");
    let (gone, good) = (site.url("/gone"), site.url("/a.txt"));
    let args = [
        "add",
        "--pause=0s",
        "--allow-host=127.0.0.1",
        "no.txt",
        &gone,
        "lines.jsonl",
        "ftp://a/b",
        "http://",
        &good,
    ];
    let ran = here.run(&args);
    let named: Vec<&str> =
        ran.err.lines().filter_map(|line| line.strip_prefix("marsad: ")?.split(": ").next()).collect();
    assert_eq!(
        named,
        ["no.txt", &gone, "lines.jsonl:2", "ftp://a/b", "http://", "5 inputs could not be read"],
        "{}",
        ran.err
    );
    assert_eq!((ran.code, held(&here).reports.len()), (Some(1), 2));
}

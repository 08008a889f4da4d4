//! People with accounts, and a server that they log in to.
#![allow(dead_code, reason = "each test file uses a part of it")]
use crate::door::{Served, body_of, make_record};
use crate::support::{Ran, Workplace};
use serde_json::{Value, json};

pub(crate) const PASSWORD: &str = "harbour walnut eleven";

/// Somebody who is logged in, or not yet: what their browser sends along.
#[derive(Debug, Clone, Default)]
pub(crate) struct Person {
    pub(crate) cookie: String,
    pub(crate) proof: String,
}

/// Gives somebody an account.
pub(crate) fn join(place: &Workplace, name: &str, roles: &str) -> Ran {
    place.run_with_input(&["team", "add", name, "--role", roles], format!("{PASSWORD}\n").as_bytes())
}

/// A record, accounts by name and roles, and the server.
pub(crate) fn team(place: &Workplace, people: &[(&str, &str)]) -> Served {
    make_record(place);
    for (name, roles) in people {
        join(place, name, roles).went_well();
    }
    Served::start(place, &["serve", "--team"])
}

pub(crate) fn status(answer: &str) -> u16 {
    answer.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or_else(|| panic!("{answer}"))
}

pub(crate) fn header<'a>(answer: &'a str, name: &str) -> Option<&'a str> {
    let head = answer.split("\r\n\r\n").next().unwrap();
    head.lines().find_map(|line| line.strip_prefix(&format!("{name}: ")))
}

/// The answer to a login.
pub(crate) fn try_to_log_in(served: &Served, name: &str, password: &str, code: &str) -> String {
    let said = json!({ "name": name, "password": password, "code": code });
    served.request("POST /api/login", &[], Some(&said))
}

impl Person {
    pub(crate) fn log_in(served: &Served, name: &str) -> Self {
        Self::of(&try_to_log_in(served, name, PASSWORD, ""))
    }

    /// Who an answer to a login lets in.
    pub(crate) fn of(answer: &str) -> Self {
        let cookie = header(answer, "set-cookie").unwrap_or_else(|| panic!("{answer}"));
        let proof = body_of(answer)["proof"].as_str().unwrap().to_owned();
        Self { cookie: cookie.split(';').next().unwrap().to_owned(), proof }
    }

    /// The answer to what their page asks.
    pub(crate) fn ask(&self, served: &Served, what: &str, body: Option<&Value>) -> String {
        let mut lines = vec![format!("Cookie: {}", self.cookie)];
        if body.is_some() {
            lines.push(format!("X-CSRF-Token: {}", self.proof));
            lines.push(format!("Origin: http://{}", served.host()));
        }
        served.request(what, &lines, body)
    }
}

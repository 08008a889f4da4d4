//! The same for people: what a JSON answer says, as a page without script.
use serde_json::Value;

/// A page.
pub(super) fn page(title: &str, body: &Value) -> String {
    let title = escaped(title);
    format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title}</title>\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"></head>\
         <body><h1>{title}</h1>{}</body></html>\n",
        told(body)
    )
}

fn told(value: &Value) -> String {
    match value {
        Value::Object(fields) if fields.contains_key("href") => {
            let text = |name: &str| escaped(fields.get(name).and_then(Value::as_str).unwrap_or_default());
            format!("<a href=\"{}\">{} ({})</a>", text("href"), text("title"), text("rel"))
        }
        // A list of numbers tells nobody where it lies.
        Value::Object(fields) if fields.contains_key("coordinates") => {
            fields.get("type").map(told).unwrap_or_default()
        }
        Value::Object(fields) => {
            let row = |(name, value): (&String, &Value)| {
                format!("<dt>{}</dt><dd>{}</dd>", escaped(name), told(value))
            };
            format!("<dl>{}</dl>", fields.iter().map(row).collect::<Vec<_>>().concat())
        }
        Value::Array(values) if values.iter().all(|value| !value.is_object() && !value.is_array()) => {
            values.iter().map(told).collect::<Vec<_>>().join(", ")
        }
        Value::Array(values) => {
            let item = |value: &Value| format!("<li>{}</li>", told(value));
            format!("<ul>{}</ul>", values.iter().map(item).collect::<Vec<_>>().concat())
        }
        Value::String(text) if text.starts_with("http://") || text.starts_with("https://") => {
            format!("<a href=\"{0}\">{0}</a>", escaped(text))
        }
        Value::String(text) => format!("<bdi>{}</bdi>", escaped(text)),
        Value::Null => "-".to_owned(),
        other => other.to_string(),
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::page;
    use serde_json::json;

    #[test]
    fn what_reports_say_cannot_become_markup() {
        let page = page(
            "<b>",
            &json!({ "name": "<script>x</script>", "links": [{ "href": "\"><i>", "title": "t", "rel": "self" }] }),
        );
        assert!(!page.contains("<script>") && !page.contains("<b>") && !page.contains("<i>"), "{page}");
    }
}

#![allow(clippy::unwrap_used, reason = "a test may panic")]
#![allow(clippy::non_ascii_literal, reason = "tests show real text")]
use super::check;
use marsad_data::DataFiles;
use std::fs;

/// What is said of these files, in a folder that holds no others.
fn told(files: &[(&str, &str)]) -> String {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let problems = check(&DataFiles::from_dir(folder.path()).unwrap());
    problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

#[track_caller]
fn says(file: &str, text: &str, expected: &[&str]) {
    let told = told(&[(file, text)]);
    for words in expected {
        assert!(told.contains(words), "\"{words}\" is not said of\n{text}\nbut\n{told}");
    }
}

#[test]
fn the_data_is_sound() {
    let problems = check(&DataFiles::embedded());
    let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert!(told.is_empty(), "{} problems:\n{}", told.len(), told.join("\n"));
}

#[test]
fn a_sign_nobody_sees_is_told_with_its_line_and_column() {
    let file = "words/ar/a/b.txt";
    says(file, "قصف\nحي\u{200F} الجورة\n", &["words/ar/a/b.txt:2:3: an invisible sign U+200F\n  help: "]);
    says(file, "قصف \n", &["b.txt:1:4: a tab, a carriage return or a blank at the end of the line"]);
    says(file, "ا\u{654}مس\n", &["b.txt:1:1: the text is not NFC"]);
}

#[test]
fn a_word_list_is_used_sorted_and_names_no_word_twice() {
    let text = "# Words.\nقصف\nأحياء\nاحياء\n";
    says(
        "words/ar/a/b.txt",
        text,
        &[
            "b.txt:0:1: no rule names this list",
            "b.txt:3:1: \"أحياء\" stands after",
            "b.txt:4:1: \"احياء\" is the same as line 3",
        ],
    );
}

#[test]
fn a_rule_names_lists_that_exist_and_has_examples_for_and_against() {
    let text = "type = \"capture\"\nsays = \"x\"\n[[pattern]]\nname = \"take\"\ntrigger = \"no/such\"\nframe = \"active\"\n";
    let expected = [
        "capture.toml:0:1: there is no word list \"no/such\"",
        "there is no example of what the rule is for",
        "there is no example against",
    ];
    says("rules/territory/capture.toml", text, &expected);
    says(
        "rules/territory/capture.toml",
        "type = \"conquest\"\n",
        &["capture.toml:1:8: unknown variant `conquest`"],
    );
    says(
        "rules/territory/taking.toml",
        "type = \"capture\"\nsays = \"x\"\n",
        &["taking.toml:1:1: the file is not named"],
    );
}

#[test]
fn every_pattern_is_shown_at_work_by_an_example_of_its_file() {
    let file = "rules/territory/advance.toml";
    let idle = "\n[[pattern]]\nname = \"idle\"\ntrigger = \"territory/edge\"\nframe = \"active\"\nreach = 1\nwith = [\"territory/edge\"]\n";
    let data = DataFiles::embedded();
    let with_idle = |path: &str, text: &str| {
        if path == file { format!("{text}{idle}") } else { text.to_owned() }
    };
    let folders = ["actors", "ontology", "places", "routes", "rules", "words"];
    let files: Vec<(&str, String)> = folders
        .iter()
        .flat_map(|folder| ["csv", "toml", "txt"].iter().flat_map(|ending| data.under(folder, ending)))
        .map(|(path, text)| (path, with_idle(path, text)))
        .collect();
    let told = told(&files.iter().map(|(path, text)| (*path, text.as_str())).collect::<Vec<_>>());
    assert!(told.contains("no example shows the pattern \"idle\" at work"), "{told}");
}

#[test]
fn a_place_lies_where_it_is_said_to_lie() {
    let heading = "id,name_ar,name_en,aliases,kind,parent,lat,lon,precision_m,source\n";
    let far = "sy,سوريا,Syria,,country,,35,38.5,300000,x\n\
        sy/a-governorate,أ,A,,governorate,sy,33,36,20000,x\n\
        sy/b,ب,B,,town,sy/a-governorate,36,40,2000,x\n";
    says("places/sy.csv", &format!("{heading}{far}"), &["sy.csv:4:16: sy/b lies 496 km from the centre"]);
    let circle = "sy/a,أ,A,,town,sy/b,33,36,2000,x\nsy/b,ب,B,,hamlet,sy/a,33,236,2000,x\nsy/b,ب,B,,town,no,33,36,2000\n";
    let expected = [
        "sy.csv:2:16: sy/a contains itself",
        "sy.csv:3:11: \"hamlet\" is no kind of place",
        "sy.csv:3:26: lon is \"236\"",
        "sy.csv:4:1: the row has 9 cells, not 10",
    ];
    says("places/sy.csv", &format!("{heading}{circle}"), &expected);
    let twice = "sy,سوريا,Syria,,country,,35,38.5,300000,x\nsy,سوريا,Syria,,country,,35,38.5,300000,x\n";
    says("places/sy.csv", &format!("{heading}{twice}"), &["sy.csv:3:1: sy stands twice"]);
}

#[test]
fn a_route_runs_through_places() {
    let text = "id,name_ar,name_en,aliases,from,to,via,kind,source\nsy/r,ط,R,,sy/a,,sy/c,path,x\n";
    let expected = [
        "\"sy/a\" is no place",
        "the route has no end here",
        "\"sy/c\" is no place",
        "\"path\" is no kind of route",
    ];
    says("routes/sy.csv", text, &expected);
}

#[test]
fn a_name_belongs_to_one_party_and_every_id_to_a_party() {
    let heading = "id,name_en,name_ar,kind,country,from,to,surfaces,context_surfaces,source\n";
    let actors = "a,A,جيش أ,rebel,sy,2011,,الجيش,,x\nb,B,جيش ب,rebel,sy,2011,,الجيش;ب,,x\n";
    let told = told(&[
        ("actors/sy.csv", &format!("{heading}{actors}")),
        ("actors/demonyms.csv", "adjective,forces,state,country\nسوري,a,syria,sy\n"),
        ("rules/situation/alliances.csv", "a,b,from,to,source\na,c,2011,,x\n"),
    ]);
    for words in [
        "actors/sy.csv:3:26: \"الجيش\" is a name of a as well as of b",
        "demonyms.csv:2:8: \"syria\" is no party",
        "alliances.csv:2:3: \"c\" is no party",
        "alliances.csv:2:5: \"2011\" is no day",
    ] {
        assert!(told.contains(words), "\"{words}\" is not said, but\n{told}");
    }
}

#[test]
fn the_ontology_is_in_step_with_the_program() {
    let text = "[capture]\nkind = \"state\"\ngroup = \"\"\nar = \"سيطرة\"\nen = \"capture\"\nsays = \"x\"\nacled = []\nplover = []\n";
    let expected = [
        "claims.toml:0:1: its tables are not those the program knows",
        "claims.toml:1:1: capture: an event is called a state",
        "claims.toml:1:1: capture: an empty group or label",
        "claims.toml:1:1: capture: what it says is no sentence",
    ];
    says("ontology/claims.toml", text, &expected);
}

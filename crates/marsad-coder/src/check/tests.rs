use super::check;
use marsad_data::DataFiles;

#[test]
fn the_data_is_sound() {
    let problems = check(&DataFiles::embedded());
    let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert!(told.is_empty(), "{} problems:\n{}", told.len(), told.join("\n"));
}

//! The codes of ACLED, UCDP and OCHA: `exports/codes.toml`, `exports/countries.csv`, `exports/pcodes.csv`.
use marsad_coder::{ClaimType, Place, Problem};
use marsad_data::DataFiles;
use serde::Deserialize;
use std::collections::BTreeMap;

const CODES: &str = "exports/codes.toml";
const COUNTRIES: &str = "exports/countries.csv";
const PCODES: &str = "exports/pcodes.csv";
const ONTOLOGY: &str = "ontology/claims.toml";

/// What the source of a gazetteer row says whose id ends in its P-code.
const COD_AB: &str = "OCHA COD-AB";

/// The code tables that exports need.
#[derive(Debug)]
pub(crate) struct Codes {
    pub(crate) table: Table,
    types: BTreeMap<ClaimType, Schemes>,
    countries: BTreeMap<String, Country>,
    pcodes: BTreeMap<String, Pcode>,
}

/// `exports/codes.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Table {
    pub(crate) foreign: u8,
    pub(crate) mutual: Vec<ClaimType>,
    pub(crate) one_sided: Vec<ClaimType>,
    pub(crate) sub_event: BTreeMap<String, SubEvent>,
    pub(crate) failed: BTreeMap<ClaimType, String>,
    pub(crate) inter: BTreeMap<String, u8>,
}

/// Where ACLED files a sub-event type.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SubEvent {
    pub(crate) event: String,
    pub(crate) disorder: String,
    /// First actors that alone can do it; anybody where empty.
    #[serde(default)]
    pub(crate) inter: Vec<u8>,
}

/// Where the field's schemes file a type of claim.
#[derive(Debug, Default, Deserialize)]
struct Schemes {
    acled: Vec<String>,
    plover: Vec<String>,
}

/// A country as others code it; what is not known is empty.
#[derive(Debug, Default, Clone, Deserialize)]
pub(crate) struct Country {
    id: String,
    pub(crate) iso3: String,
    pub(crate) iso_numeric: Option<u16>,
    pub(crate) acled_region: String,
    pub(crate) gw: Option<u16>,
    pub(crate) ucdp_region: String,
}

/// OCHA's code and name of an administrative area.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Pcode {
    #[serde(default)]
    id: String,
    #[serde(rename = "pcode")]
    pub(crate) code: String,
    pub(crate) name: String,
}

impl Codes {
    /// The code tables of these data files.
    pub(crate) fn load(data: &DataFiles) -> Result<Self, Problem> {
        let table: Table = parsed(data, CODES)?;
        let types: BTreeMap<ClaimType, Schemes> = parsed(data, ONTOLOGY)?;
        let named = types.values().flat_map(|schemes| &schemes.acled).chain(table.failed.values());
        if let Some(unknown) = named.into_iter().find(|name| !table.sub_event.contains_key(*name)) {
            let what = format!("`{unknown}` of {ONTOLOGY} or of [failed] is no sub-event type");
            return Err(Problem::at(CODES, 0, what, "add it to [sub_event]"));
        }
        let countries = rows::<Country>(data, COUNTRIES)?;
        let pcodes = rows::<Pcode>(data, PCODES)?;
        Ok(Self {
            table,
            types,
            countries: countries.into_iter().map(|row| (row.id.clone(), row)).collect(),
            pcodes: pcodes.into_iter().map(|row| (row.id.clone(), row)).collect(),
        })
    }

    /// ACLED's sub-event types that cover a type of claim.
    pub(crate) fn acled(&self, kind: ClaimType) -> &[String] {
        self.types.get(&kind).map_or(&[], |schemes| &schemes.acled)
    }

    /// PLOVER's event types that cover a type of claim.
    pub(crate) fn plover(&self, kind: ClaimType) -> &[String] {
        self.types.get(&kind).map_or(&[], |schemes| &schemes.plover)
    }

    /// The country of that gazetteer id (its ISO code).
    pub(crate) fn country(&self, id: &str) -> Option<&Country> {
        self.countries.get(id)
    }

    /// The P-code of an area: its own where it was imported from OCHA's boundaries, else that of the table.
    pub(crate) fn pcode(&self, place: &Place) -> Option<Pcode> {
        if place.source == COD_AB {
            let code = place.id.rsplit('/').next()?.to_uppercase();
            return Some(Pcode { id: place.id.clone(), code, name: place.name_en.clone() });
        }
        self.pcodes.get(&place.id).cloned()
    }
}

fn missing(file: &str) -> Problem {
    Problem::at(file, 0, "the file is missing", "exports need it: copy it from the data/ of this version")
}

fn parsed<T: for<'de> Deserialize<'de>>(data: &DataFiles, file: &str) -> Result<T, Problem> {
    let text = data.get(file).ok_or_else(|| missing(file))?;
    toml::from_str(text).map_err(|error| Problem::in_toml(file, text, &error))
}

fn rows<T: for<'de> Deserialize<'de>>(data: &DataFiles, file: &str) -> Result<Vec<T>, Problem> {
    let text = data.get(file).ok_or_else(|| missing(file))?;
    Problem::or_rows(file, text)
}

#[cfg(test)]
mod tests {
    use super::Codes;
    use marsad_coder::{ClaimType, Gazetteer, Kind};
    use marsad_data::DataFiles;

    #[test]
    fn every_country_and_area_with_a_code_is_in_the_gazetteer() {
        let data = DataFiles::embedded();
        let (codes, gazetteer) = (Codes::load(&data).unwrap(), Gazetteer::load(&data).unwrap());
        for id in codes.countries.keys().chain(codes.pcodes.keys()) {
            assert!(gazetteer.get(id).is_some(), "{id}");
        }
        let syria = gazetteer.get("sy/deir-ez-zor-governorate").unwrap();
        assert_eq!(codes.pcode(syria).unwrap().code, "SY09");
    }

    #[test]
    fn every_type_of_claim_is_filed_and_a_state_nowhere() {
        let codes = Codes::load(&DataFiles::embedded()).unwrap();
        for kind in ClaimType::ALL {
            assert!(codes.types.contains_key(kind), "{}", kind.name());
            assert!(kind.kind() == Kind::Event || codes.acled(*kind).is_empty());
        }
    }
}

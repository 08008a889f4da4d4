//! GeoNames: a tab-separated dump of one country or all (`SY.txt`), and its table of names by language where given.
use super::{
    Import, Order, Spot, is_arabic, is_foreign, lines, name_and_aliases, open, settlement, usual_radius,
};
use marsad_coder::{Place, PlaceKind, Problem};
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;

const SHAPE: &str = "a row has 19 columns parted by tabs, as in download.geonames.org/export/dump/readme.txt";

/// One row of the dump.
#[derive(Debug)]
struct Row {
    file: usize,
    line: usize,
    id: u64,
    name: String,
    alternates: Vec<String>,
    lat: f64,
    lon: f64,
    kind: PlaceKind,
    country: String,
    /// Codes of the areas it lies in, from the largest to the smallest.
    areas: Vec<String>,
}

/// Names by language, with the preferred first.
#[derive(Debug, Default)]
struct Names {
    arabic: Vec<String>,
    english: Vec<String>,
}

pub(super) fn read(files: &[impl AsRef<Path>], order: Order, import: &mut Import) -> io::Result<()> {
    let mut rows = Vec::new();
    let paths: Vec<String> = files.iter().map(|file| file.as_ref().display().to_string()).collect();
    for (file, path) in files.iter().enumerate() {
        lines(open(path.as_ref())?, &paths[file], import, |line, text, import| {
            match parse(text, order.country) {
                Ok(Some(row)) => rows.push(Row { file, line, ..row }),
                Ok(None) => {}
                Err(Fault::LeftOut(sort)) => import.leave_out(&sort),
                Err(Fault::Wrong(what, help)) => {
                    import.problems.push(Problem::at(&paths[file], line, what, help));
                }
            }
        })?;
    }
    let names = match order.alternate_names {
        Some(path) => alternate_names(path, &rows, import)?,
        None => BTreeMap::new(),
    };
    let areas = areas(&rows);
    for row in
        rows.iter().filter(|row| row.kind != PlaceKind::Country || order.known.get(&row.country).is_none())
    {
        let place = row.place(names.get(&row.id), &areas);
        import.add(Spot { file: &paths[row.file], line: row.line }, place);
    }
    Ok(())
}

/// Why a line gives no row.
enum Fault {
    LeftOut(String),
    Wrong(String, &'static str),
}

/// The row of a line; none where it is empty or of another country.
fn parse(line: &str, wanted: Option<&str>) -> Result<Option<Row>, Fault> {
    if line.is_empty() {
        return Ok(None);
    }
    let cells: Vec<&str> = line.split('\t').collect();
    let &[id, name, ascii, alternates, lat, lon, class, code, country, _, a1, a2, a3, a4, population, ..] =
        cells.as_slice()
    else {
        return Err(Fault::Wrong(format!("the row has {} columns", cells.len()), SHAPE));
    };
    let country = country.to_lowercase();
    if wanted.is_some_and(|wanted| wanted != country) {
        return Ok(None);
    }
    let kind = kind(code, population).ok_or_else(|| Fault::LeftOut(format!("{class}.{code}")))?;
    let degrees = |value: &str| {
        let wrong = || Fault::Wrong(format!("\"{value}\" is no number of degrees"), SHAPE);
        value.parse().map_err(|_| wrong())
    };
    Ok(Some(Row {
        file: 0,
        line: 0,
        id: id.parse().map_err(|_| Fault::Wrong(format!("\"{id}\" is no GeoNames id"), SHAPE))?,
        name: if ascii.is_empty() { name } else { ascii }.to_owned(),
        alternates: alternates.split(',').filter(|name| is_arabic(name)).map(str::to_owned).collect(),
        lat: degrees(lat)?,
        lon: degrees(lon)?,
        kind,
        country,
        areas: [a1, a2, a3, a4].into_iter().take_while(|code| !code.is_empty()).map(str::to_owned).collect(),
    }))
}

/// What a feature code is to reports; none for what they do not name.
fn kind(code: &str, population: &str) -> Option<PlaceKind> {
    let level = match code {
        "PCLI" | "PCL" | "PCLD" | "PCLF" | "PCLIX" | "PCLS" | "TERR" => PlaceKind::Country,
        "ADM1" => PlaceKind::Governorate,
        "ADM2" => PlaceKind::District,
        "ADM3" => PlaceKind::Subdistrict,
        "ADM4" | "ADM5" | "ADMD" | "AREA" | "RGN" | "LCTY" | "INDS" | "PLN" | "VAL" | "WAD" | "LK"
        | "RSV" => PlaceKind::Area,
        "PPLC" | "PPLA" => PlaceKind::City,
        "PPL" | "PPLA2" | "PPLA3" | "PPLA4" | "PPLA5" | "PPLG" | "PPLL" | "PPLF" | "PPLR" | "PPLS"
        | "PPLQ" | "PPLW" | "STLMT" => settlement(population.parse().unwrap_or(0)),
        "PPLX" => PlaceKind::Neighbourhood,
        "CMPRF" => PlaceKind::Camp,
        "AIRP" | "AIRF" => PlaceKind::Airport,
        "AIRB" | "AIRH" | "INSM" | "MILB" | "NVB" => PlaceKind::Base,
        "PSTB" | "CSTM" => PlaceKind::Crossing,
        "BDG" => PlaceKind::Bridge,
        "RD" | "RDJCT" | "HWY" => PlaceKind::Road,
        "DAM" => PlaceKind::Dam,
        "OILF" | "GASF" => PlaceKind::OilField,
        "HSP" | "HSPC" => PlaceKind::Hospital,
        "PRT" | "HBR" => PlaceKind::Port,
        "ISL" | "ISLS" => PlaceKind::Island,
        "STM" | "STMS" | "CNL" => PlaceKind::River,
        "MT" | "MTS" | "HLL" | "HLLS" | "PK" | "RDGE" => PlaceKind::Mountain,
        "DSRT" => PlaceKind::Desert,
        _ => return None,
    };
    Some(level)
}

/// The id of each area, by its country and codes.
fn areas(rows: &[Row]) -> BTreeMap<(&str, &[String]), String> {
    let is_area = |row: &&Row| row.kind <= PlaceKind::Subdistrict && row.kind > PlaceKind::Country;
    let depth = |row: &Row| match row.kind {
        PlaceKind::Governorate => 1,
        PlaceKind::District => 2,
        _ => 3,
    };
    let key = |row: &'_ Row| row.areas.get(..depth(row)).is_some();
    let areas = rows.iter().filter(is_area).filter(|row| key(row));
    areas
        .map(|row| ((row.country.as_str(), row.areas.get(..depth(row)).unwrap_or_default()), row.own_id()))
        .collect()
}

impl Row {
    fn own_id(&self) -> String {
        if self.kind == PlaceKind::Country {
            return self.country.clone();
        }
        format!("{}/geonames-{}", self.country, self.id)
    }

    fn place(&self, names: Option<&Names>, areas: &BTreeMap<(&str, &[String]), String>) -> Place {
        let (arabic, english) = names.map_or((&[][..], &[][..]), |names| (&names.arabic, &names.english));
        let (mut plain, foreign): (Vec<String>, Vec<String>) =
            self.alternates.iter().cloned().partition(|name| !is_foreign(name));
        plain.extend(foreign);
        let (name_ar, aliases) = name_and_aliases(arabic.iter().cloned().chain(plain), &[]);
        Place {
            id: self.own_id(),
            name_ar,
            name_en: english.first().unwrap_or(&self.name).clone(),
            aliases,
            kind: self.kind,
            parent: self.parent(areas),
            lat: self.lat,
            lon: self.lon,
            precision_m: usual_radius(self.kind),
            source: "GeoNames (CC BY 4.0)".to_owned(),
        }
    }

    /// The smallest area of the files that holds it, else its country.
    fn parent(&self, areas: &BTreeMap<(&str, &[String]), String>) -> String {
        if self.kind == PlaceKind::Country {
            return String::new();
        }
        let own = self.own_id();
        let prefixes = (1..=self.areas.len()).rev().filter_map(|depth| self.areas.get(..depth));
        let mut holding = prefixes.filter_map(|codes| areas.get(&(self.country.as_str(), codes)));
        holding.find(|id| **id != own).unwrap_or(&self.country).clone()
    }
}

/// Arabic and English names of the rows, from GeoNames' `alternateNamesV2.txt`.
fn alternate_names(path: &Path, rows: &[Row], import: &mut Import) -> io::Result<BTreeMap<u64, Names>> {
    let wanted: BTreeSet<u64> = rows.iter().map(|row| row.id).collect();
    let mut all: BTreeMap<u64, Names> = BTreeMap::new();
    let file = path.display().to_string();
    lines(open(path)?, &file, import, |line, text, import| {
        let cells: Vec<&str> = text.split('\t').collect();
        let (&[_, id, language, name, preferred, ..], Some(historic)) = (cells.as_slice(), cells.get(7))
        else {
            let help = "a row has at least 8 columns parted by tabs, as in alternateNamesV2.txt";
            let what = format!("the row has {} columns", cells.len());
            return import.problems.push(Problem::at(&file, line, what, help));
        };
        let Some(id) = id.parse().ok().filter(|id| wanted.contains(id) && *historic != "1") else { return };
        let names = all.entry(id).or_default();
        let list = match language {
            "ar" => &mut names.arabic,
            "en" => &mut names.english,
            _ => return,
        };
        list.insert(if preferred == "1" { 0 } else { list.len() }, name.to_owned());
    })?;
    Ok(all)
}

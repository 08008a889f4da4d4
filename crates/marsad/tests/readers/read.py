"""Reads what `marsad export` wrote, as its users' programs do: `read.py FORMAT FILE`. Ends in an error at the first thing amiss."""
import hashlib
import io
import json
import subprocess
import sys
import zipfile

import geopandas
import pandas
import pyarrow.parquet
import shapely

ARABIC = "الحميدية"


def table(path, columns):
    """A table with its mark and its row of hashtags, which pandas is told to leave out."""
    raw = open(path, "rb").read()
    assert raw.startswith(b"\xef\xbb\xbf"), "no byte order mark"
    tags = pandas.read_csv(path, encoding="utf-8-sig", nrows=1, dtype=str, keep_default_na=False).iloc[0]
    assert all(tag == "" or tag.startswith("#") for tag in tags) and any(tags), list(tags)
    frame = pandas.read_csv(path, encoding="utf-8-sig", skiprows=[1])
    assert list(frame.columns) == columns.split(), list(frame.columns)
    assert len(frame) > 0
    cells = frame.select_dtypes(include=["object", "str"]).stack().astype(str)
    assert not cells.str.match(r"^[=+\-@]").any(), cells[cells.str.match(r"^[=+\-@]")]
    return frame


def acled(path):
    frame = table(path, """event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1
        assoc_actor_1 inter1 actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3
        location latitude longitude geo_precision source source_scale notes fatalities tags timestamp""")
    assert frame.event_id_cnty.is_unique
    shelling = one(frame, frame.sub_event_type == "Shelling/artillery/missile attack")
    assert shelling.event_type == "Explosions/Remote violence" and shelling.disorder_type == "Political violence"
    assert shelling.actor1 == "Syrian government forces" and shelling.actor2 == "Civilians (Syria)"
    assert (shelling.inter1, shelling.inter2, shelling.interaction) == (1, 7, 17)
    assert shelling.civilian_targeting == "Civilian targeting"
    assert shelling.fatalities == 20 and "Killed: 20 to 99" in shelling.notes and ARABIC in shelling.notes
    assert shelling.source == "'=HYPERLINK(\"http://example.org\")", shelling.source
    assert (shelling.iso, shelling.country, shelling.region) == (760, "Syria", "Middle East")
    assert shelling.admin1 == "Deir ez-Zor Governorate" and shelling.geo_precision == 1
    assert pandas.isna(shelling.time_precision) and "Day not told" in shelling.notes
    taken = frame[frame.sub_event_type == "Non-state actor overtakes territory"]
    assert "2017-01-16" in set(taken.event_date) and set(taken.time_precision.dropna()) <= {1, 2, 3}
    failed = one(frame, frame.sub_event_type == "Armed clash")
    assert failed.actor1 == "Syrian government forces"
    layer = ogr("-oo", "X_POSSIBLE_NAMES=longitude", "-oo", "Y_POSSIBLE_NAMES=latitude", path)
    assert f"Feature Count: {len(frame) + 1}" in layer and "Geometry: Point" in layer, layer


def ucdp(path):
    frame = table(path, """id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name
        dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b
        number_of_sources source_article source_office source_date source_headline source_original where_prec where_coordinates
        where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id region event_clarity date_prec
        date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high low gwnoa gwnob""")
    assert (frame.deaths_a + frame.deaths_b + frame.deaths_civilians + frame.deaths_unknown == frame.best).all()
    assert (frame.low <= frame.best).all() and (frame.best > 0).all()
    shelling = one(frame, frame.deaths_civilians == 20)
    assert (shelling.low, shelling.best, shelling.high) == (20, 20, 99)
    assert (shelling.country_id, shelling.gwnoa, shelling.where_prec) == (652, 652, 1)
    point = shapely.from_wkt(shelling.geom_wkt)
    assert (point.x, point.y) == (shelling.longitude, shelling.latitude)
    row, column = int((point.y + 90) * 2), int((point.x + 180) * 2)
    assert shelling.priogrid_gid == row * 720 + column + 1


def hapi(path):
    frame = table(path, """location_code has_hrp in_gho provider_admin1_name provider_admin2_name admin1_code admin1_name
        admin2_code admin2_name admin_level event_type events fatalities reference_period_start reference_period_end
        dataset_hdx_id resource_hdx_id warning error""")
    assert set(frame.event_type) <= {"political_violence", "civilian_targeting", "demonstration"}
    assert (frame.location_code == "SYR").all()
    january = frame[(frame.reference_period_start == "2017-01-01") & (frame.reference_period_end == "2017-01-31")]
    violence = one(january, (january.event_type == "political_violence") & (january.admin_level == 2))
    assert (violence.admin1_code, violence.admin1_name) == ("SY09", "Deir-ez-Zor")
    assert violence.events >= 3 and violence.fatalities == 21, violence
    civilians = one(january, january.event_type == "civilian_targeting")
    assert (civilians.events, civilians.fatalities) == (1, 20), civilians


def plover(path):
    lines = [json.loads(line) for line in open(path, encoding="utf-8")]
    assert lines and len({line["id"] for line in lines}) == len(lines)
    for line in lines:
        assert {"id", "date", "actor", "event"} <= line.keys()
        assert line["event"].isupper() and len(line["date"]) == 10
        assert {"sequence", "start", "end"} == line["text_info"].keys()
        for said in line["texts"]:
            assert len(said["text"]) == said["text_info"]["end"] - said["text_info"]["start"]
    assert any(actor["actor"] == "islamic-state" for line in lines for actor in line["actor"])


def geojson(path):
    frame = geopandas.read_file(path)
    features = json.load(open(path, encoding="utf-8"))["features"]
    assert len(frame) == len(features) > 0
    assert {"actual", "failed"} == set(frame.modality)
    assert frame.geometry.notna().any() and frame.place_text.str.contains(ARABIC).any()
    layer = ogr(path)
    assert f"Feature Count: {len(frame)}" in layer and "WGS 84" in layer, layer
    rows = subprocess.run(["ogr2ogr", "-f", "CSV", "-lco", "GEOMETRY=AS_XY", "/vsistdout/", path],
                          check=True, capture_output=True).stdout
    assert list(pandas.read_csv(io.BytesIO(rows))["id"]) == list(frame["id"])


def geoparquet(path):
    schema = pyarrow.parquet.read_schema(path)
    geo = json.loads(schema.metadata[b"geo"])
    column = geo["columns"][geo["primary_column"]]
    assert geo["version"] == "1.1.0" and column["encoding"] == "WKB" and column["covering"]["bbox"]["xmax"] == ["bbox", "xmax"]
    frame = geopandas.read_parquet(path)
    assert len(frame) > 0 and frame.crs.to_epsg() == 4326 or frame.crs.to_authority() == ("OGC", "CRS84")
    assert str(schema.field("date_start").type) == "date32[day]" and str(schema.field("killed").type) == "int64"
    drawn = frame[frame.geometry.notna()]
    assert list(drawn.total_bounds) == column["bbox"]
    near = geopandas.read_parquet(path, bbox=(40.144, 35.330, 40.146, 35.332))
    assert 0 < len(near) < len(drawn) and near.place_text.str.contains(ARABIC).all(), near.place_text
    assert one(frame, frame.killed == 20).killed_max == 99


def bundle(path):
    archive = zipfile.ZipFile(path)
    assert archive.testzip() is None
    sums = dict(reversed(line.split("  ", 1)) for line in archive.read("SHA256SUMS").decode().splitlines())
    assert sums.keys() == set(archive.namelist()) - {"SHA256SUMS"}
    for name, digest in sums.items():
        assert sha256(archive.read(name)) == digest, name
    previous, texts = "0" * 64, {}
    for entry in lines_of(archive, "log.jsonl"):
        head = [previous, entry["seq"], entry["kind"], entry["recorded"], entry["body_sha256"]]
        assert sha256("\n".join(map(str, head)).encode()) == entry["hash"], entry["seq"]
        previous = entry["hash"]
        if entry["body"] is not None:
            assert sha256(entry["body"].encode()) == entry["body_sha256"], entry["seq"]
            report = json.loads(entry["body"]).get("report")
            if report:
                texts[sha256(report["report"]["text"].encode())] = report["report"]["text"]
    reports = {report["id"]: report for report in lines_of(archive, "reports.jsonl")}
    for report in reports.values():
        assert archive.read(f"reports/{report['id']}.txt").decode() == texts[report["sha256"]]
        if report.get("original"):
            original = report["original"]["sha256"]
            assert sha256(archive.read(f"originals/{original}")) == original
    claims = {claim["id"]: claim for claim in lines_of(archive, "claims.jsonl")}
    for claim in claims.values():
        trigger = claim["claim"]["trigger"]
        assert reports[claim["report_id"]]["report"]["text"][trigger["start"]:trigger["end"]] == trigger["text"]
    events = lines_of(archive, "events.jsonl")
    assert events and all(member["claim"] in claims for event in events for member in event["claims"])


def lines_of(archive, name):
    return [json.loads(line) for line in archive.read(name).decode().splitlines()]


def sha256(content):
    return hashlib.sha256(content).hexdigest()


def one(frame, where):
    found = frame[where]
    assert len(found) == 1, found.T.to_string()
    return found.iloc[0]


def ogr(*args):
    return subprocess.run(["ogrinfo", "-ro", "-so", "-al", *args], check=True, capture_output=True, text=True).stdout


if __name__ == "__main__":
    form, file = sys.argv[1:]
    globals()[form](file)

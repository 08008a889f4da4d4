//! Events as GeoParquet 1.1: plain columns, a point as WKB, and its box beside it, by which readers skip what lies elsewhere.
use super::account::{Account, Background};
use super::flat::{self, COLUMNS, Sort};
use jiff::civil::Date;
use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{ByteArray, ByteArrayType, DataType, DoubleType, Int32Type, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::{Type, TypePtr};
use serde_json::{Value, json};
use std::io::Write;
use std::sync::Arc;

const EPOCH: Date = jiff::civil::date(1970, 1, 1);
const CORNERS: [&str; 4] = ["xmin", "ymin", "xmax", "ymax"];

/// So many events to a row group.
const GROUP: usize = 50_000;

/// Writes a row an event, in the order they are given.
pub(crate) fn write(
    accounts: &[Account],
    background: &Background,
    out: &mut (dyn Write + Send),
) -> Result<(), ParquetError> {
    let about = KeyValue::new("geo".to_owned(), geo(accounts).to_string());
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_created_by(format!("marsad {}", env!("CARGO_PKG_VERSION")))
        .set_key_value_metadata(Some(vec![about]))
        .build();
    let mut file = SerializedFileWriter::new(out, schema()?, Arc::new(properties))?;
    for some in accounts.chunks(GROUP) {
        let mut group = file.next_row_group()?;
        columns(some, background, &mut group)?;
        group.close()?;
    }
    file.close().map(|_| ())
}

/// The metadata that make a Parquet file a GeoParquet file. No `crs` means longitude and latitude (OGC:CRS84).
fn geo(accounts: &[Account]) -> Value {
    let points: Vec<[f64; 2]> = accounts.iter().filter_map(flat::point).collect();
    let least = |axis: usize| points.iter().map(|at| at[axis]).fold(f64::INFINITY, f64::min);
    let most = |axis: usize| points.iter().map(|at| at[axis]).fold(f64::NEG_INFINITY, f64::max);
    let covering: Value = CORNERS.iter().map(|corner| (*corner, json!(["bbox", corner]))).collect();
    let mut column = json!({"encoding": "WKB", "geometry_types": ["Point"], "covering": {"bbox": covering}});
    if !points.is_empty() {
        column["bbox"] = json!([least(0), least(1), most(0), most(1)]);
    }
    json!({"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": column}})
}

fn schema() -> Result<TypePtr, ParquetError> {
    let leaf = |name: &str, physical, logical: Option<LogicalType>, repetition| {
        Type::primitive_type_builder(name, physical)
            .with_logical_type(logical)
            .with_repetition(repetition)
            .build()
            .map(Arc::new)
    };
    let column = |(name, sort): &(&str, Sort)| match sort {
        Sort::Text => leaf(name, Physical::BYTE_ARRAY, Some(LogicalType::String), Repetition::OPTIONAL),
        Sort::Int => leaf(name, Physical::INT64, None, Repetition::OPTIONAL),
        Sort::Day => leaf(name, Physical::INT32, Some(LogicalType::Date), Repetition::OPTIONAL),
    };
    let mut fields = COLUMNS.iter().map(column).collect::<Result<Vec<_>, _>>()?;
    fields.push(leaf("geometry", Physical::BYTE_ARRAY, None, Repetition::OPTIONAL)?);
    let corner = |name: &&str| leaf(name, Physical::DOUBLE, None, Repetition::REQUIRED);
    let corners = CORNERS.iter().map(corner).collect::<Result<Vec<_>, _>>()?;
    let bbox = Type::group_type_builder("bbox").with_repetition(Repetition::OPTIONAL).with_fields(corners);
    fields.push(Arc::new(bbox.build()?));
    Type::group_type_builder("events").with_fields(fields).build().map(Arc::new)
}

fn columns<W: Write + Send>(
    accounts: &[Account],
    background: &Background,
    group: &mut SerializedRowGroupWriter<'_, W>,
) -> Result<(), ParquetError> {
    let rows: Vec<_> = accounts.iter().map(|account| flat::row(account, background)).collect();
    for (index, (_, sort)) in COLUMNS.iter().enumerate() {
        let values = rows.iter().map(|row| &row[index]);
        match sort {
            Sort::Text => column::<ByteArrayType, _>(group, values.map(words))?,
            Sort::Int => column::<Int64Type, _>(group, values.map(Value::as_i64))?,
            Sort::Day => column::<Int32Type, _>(group, values.map(days))?,
        }
    }
    let points: Vec<Option<[f64; 2]>> = accounts.iter().map(flat::point).collect();
    column::<ByteArrayType, _>(group, points.iter().map(|at| at.map(|at| ByteArray::from(wkb(at)))))?;
    // A point's box is the point.
    for axis in [0, 1, 0, 1] {
        column::<DoubleType, _>(group, points.iter().map(|at| at.map(|at| at[axis])))?;
    }
    Ok(())
}

/// Writes the next column; a value that is none is null.
fn column<T: DataType, W: Write + Send>(
    group: &mut SerializedRowGroupWriter<'_, W>,
    values: impl Iterator<Item = Option<T::T>>,
) -> Result<(), ParquetError> {
    let missing = || ParquetError::General("more columns than the schema has".to_owned());
    let mut writer = group.next_column()?.ok_or_else(missing)?;
    let values: Vec<Option<T::T>> = values.collect();
    let levels: Vec<i16> = values.iter().map(|value| i16::from(value.is_some())).collect();
    let values: Vec<T::T> = values.into_iter().flatten().collect();
    writer.typed::<T>().write_batch(&values, Some(&levels), None)?;
    writer.close()
}

fn words(text: &Value) -> Option<ByteArray> {
    text.as_str().map(ByteArray::from)
}

/// Days since 1970.
fn days(day: &Value) -> Option<i32> {
    let day: Date = day.as_str()?.parse().ok()?;
    EPOCH.until(day).ok().map(|span| span.get_days())
}

/// A point as well-known binary (OGC 06-103r4): little-endian, type 1, longitude and latitude.
fn wkb([lon, lat]: [f64; 2]) -> Vec<u8> {
    let mut bytes = vec![1];
    bytes.extend(1_u32.to_le_bytes());
    bytes.extend(lon.to_le_bytes());
    bytes.extend(lat.to_le_bytes());
    bytes
}

#[cfg(test)]
mod tests {
    use super::{days, wkb};
    use serde_json::json;

    #[test]
    fn a_day_is_counted_from_1970_and_a_point_is_21_bytes() {
        assert_eq!(days(&json!("1970-01-02")), Some(1));
        assert_eq!(days(&json!("2017-01-17")), Some(17_183));
        assert_eq!(days(&json!(null)), None);
        assert_eq!(wkb([0.0, 0.0]).len(), 21);
    }
}

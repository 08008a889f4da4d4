/** What differs between two days on the map: of thousands of areas few change from one to the next, and only their tiles are laid out anew. */

const same = (one, other) => {
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => one[key] === other[key]);
};

function sameLine(one, other) {
  return one.length === other.length && one.every((part, at) => (Array.isArray(part) ? sameLine(part, other[at]) : part === other[at]));
}

const sameShape = (one, other) => one.type === other.type && sameLine(one.coordinates, other.coordinates);

/** The change from some features to others, as MapLibre's `updateData` takes it; null where there is none. */
export function difference(before, after) {
  const left = new Map(before.map((feature) => [feature.properties.id, feature]));
  const [add, update] = [[], []];
  for (const feature of after) {
    const { id } = feature.properties;
    const was = left.get(id);
    left.delete(id);
    if (!was) add.push(feature);
    else if (!sameShape(was.geometry, feature.geometry)) update.push({ id, newGeometry: feature.geometry, ...wholly(feature) });
    else if (!same(was.properties, feature.properties)) update.push({ id, ...wholly(feature) });
  }
  const remove = [...left.keys()];
  return remove.length || add.length || update.length ? { remove, add, update } : null;
}

/** All properties anew: one that is gone may not stay behind. */
const wholly = ({ properties }) => ({ removeAllProperties: true, addOrUpdateProperties: Object.entries(properties).map(([key, value]) => ({ key, value })) });

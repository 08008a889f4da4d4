/**
 * A sentence cut at every edge of a slot, so that its words can be highlighted.
 *
 * Offsets are Unicode code points of the report's text. JavaScript indexes strings by UTF-16 unit, so the text is taken apart
 * with `Array.from` before anything is counted.
 */

/** The slots of a claim and where their words stand: `[slot, start, end]`. */
export function slotSpans(claim) {
  const many = ['actors', 'targets', 'places', 'counts'];
  const spans = many.flatMap((slot) => (claim[slot] ?? []).map((filler) => [slot, filler.start, filler.end]));
  const one = [['trigger', claim.trigger], ['attribution', claim.attribution], ['instrument', claim.instrument]];
  for (const [slot, filler] of one) if (filler) spans.push([slot, filler.start, filler.end]);
  const at = claim.when?.at;
  if (at) spans.push(['when', at.start, at.end]);
  return spans.filter(([, start, end]) => Number.isInteger(start) && end > start);
}

/**
 * Cuts `text`, which begins at code point `start` of its report, into stretches with the slots that cover each.
 * @returns {{text: string, slots: string[]}[]}
 */
export function stretches(text, start, spans) {
  const points = Array.from(text);
  const within = spans
    .map(([slot, from, to]) => [slot, Math.max(from - start, 0), Math.min(to - start, points.length)])
    .filter(([, from, to]) => to > from);
  const edges = [...new Set([0, points.length, ...within.flatMap(([, from, to]) => [from, to])])].sort((a, b) => a - b);
  return edges.slice(1).map((end, index) => {
    const from = edges[index];
    const slots = within.filter(([, a, b]) => a <= from && end <= b).map(([slot]) => slot);
    return { text: points.slice(from, end).join(''), slots: [...new Set(slots)] };
  });
}

/** The panel: what is known of an area or a route and why, a claim in full, or a whole report. */
import { evidence, slotKey, sourceLink } from './claims.js';
import { el } from './dom.js';
import { swatch } from './marks.js';
import { slotSpans, stretches } from './passage.js';
import { day, nameOf, otherName, range, since, t } from './words.js';

const fact = (label, ...value) => el('div.fact', {}, el('dt', {}, label), el('dd', {}, ...value));

/** The heading of a panel, and the button that closes it. */
export function head(title, subtitle, act) {
  return el('header.panel-head', {},
    el('div', {}, el('h2', { dir: 'auto' }, title), subtitle && el('p', {}, Array.isArray(subtitle) ? subtitle : el('bdi', {}, subtitle))),
    el('button.close', { type: 'button', 'aria-label': t('close'), title: t('close'), onclick: act.close }));
}

const partyName = (id, record) => (record.actors[id] ? nameOf(record.actors[id]) : id);

function party(id, record) {
  return el('span.party', {}, swatch({ status: 'held', holder: id }, record.actors), partyName(id, record));
}

function holderFact(area, record) {
  const several = area.status === 'contested' || area.status === 'disputed';
  const ids = several && area.holders?.length ? area.holders : [area.holder, ...(area.jointly_with ?? [])].filter(Boolean);
  return fact(t(several ? 'holders' : 'holder'),
    area.status !== 'held' && el(`span.badge.${area.status}`, {}, t(`status.${area.status}`)),
    ids.map((id) => party(id, record)),
    ids.length > 0 && el('small', {}, since(area)),
    area.status !== 'held' && el('p.note', {}, t(`explain.${area.status}`)));
}

/** The signs of a siege that are met: each is dated and says who does it. */
function criteria(siege, record) {
  return el('ul.criteria', {}, siege.criteria.map(({ kind, by, ...rest }) =>
    el('li', {}, el('strong', {}, t(`criterion.${kind}`)), ` ${by.map((id) => partyName(id, record)).join(t('comma'))} `, (rest.since || rest.since_text) && el('small', {}, since(rest)))),
    siege.quoted.length > 0 && el('li', {}, t('siege.quoted')), siege.six_months && el('li', {}, t('siege.six-months')));
}

function accessFact(area, record) {
  const { access, siege } = area;
  return fact(t('access'), el(`span.badge.${access}`, {}, t(`access.${access}`)),
    siege?.by.length > 0 && el('span', {}, `${t('siege.by')} ${siege.by.map((id) => partyName(id, record)).join(t('comma'))}`),
    siege?.since && el('small', {}, since(siege)),
    (access === 'besieged' || access === 'hard-to-reach') && el('p.note', {}, t(`explain.${access}`)),
    siege && criteria(siege, record));
}

/** What sources say of its being cut off beside what the routes say: both are shown when they differ. */
function isolationFact({ isolated, isolation }, record) {
  if (!isolated && !isolation) return null;
  const apart = (isolation?.apart_from ?? []).map((id) => nameOf(record.places.get(id) ?? { id })).join(t('comma'));
  const derived = { true: 'derived-cut', false: 'derived-linked' }[isolation?.derived];
  return fact(t('links'), isolated && el('span.badge.isolated', {}, t('isolated')), apart && `${t('apart-from')} ${apart}`,
    el('p.note', {}, [isolation?.quoted?.length > 0 && t('isolation.quoted'), derived && t(`isolation.${derived}`)].filter(Boolean).join(' ')));
}

function harmFact(area) {
  const harm = area.harm ?? [];
  const what = (one) => t(`harm.${one.type}`) + (one.fighters ? ` (${t('harm.fighters')})` : '');
  return harm.length > 0 && fact(t('harm'), el('ul.harm', {}, harm.map((one) => el('li', {}, `${what(one)}: ${range(one)}`))));
}

const byDay = (a, b) => (b.report.date ?? '').localeCompare(a.report.date ?? '') || a.start - b.start;
const found = (ids, record) => (ids ?? []).map((id) => record.byId.get(id)).filter(Boolean).sort(byDay);

/** A proof and what it follows from, outermost first. */
const steps = (proof) => [proof, ...(proof.from ?? []).flatMap(steps)];

/** Every rule that leads to what is shown, each with the sentences it rests on; a sentence is shown once. */
function why({ proof, evidence: ids }, record, act) {
  const shown = new Set();
  const fresh = (list) => found(list, record).filter(({ id }) => !shown.has(id) && shown.add(id));
  const show = (claims) => claims.map((claim) => evidence(claim, record, { onopen: act.openClaim, onReport: act.openReport }));
  const groups = (proof ?? []).flatMap(steps).map(({ rule, claims }) => [rule, fresh(claims)]).filter(([, claims]) => claims.length);
  const parts = groups.map(([rule, claims]) => [el('p.rule', { title: rule }, t(`rule.${rule}`)), show(claims)]);
  const rest = show(fresh(ids));
  return el('section.why', {}, el('h3', {}, t('why')), parts, rest, shown.size === 0 && el('p.none', {}, t('why-none')));
}

function also(area, state, record, act) {
  const said = new Set(area.evidence);
  const others = [...record.byId.values()].filter((claim) => !said.has(claim.id) && (claim.report.date ?? '') <= state.on && claim.places.some(({ id }) => id === area.id));
  if (!others.length) return null;
  return el('details.also', {}, el('summary', {}, `${t('also')} (${others.length})`),
    others.sort(byDay).slice(0, 40).map((claim) => evidence(claim, record, { onopen: act.openClaim, onReport: act.openReport })));
}

/** An area: who holds it, since when, whether it can be reached, and every sentence that says so. */
export function areaPanel(area, state, record, act) {
  const place = record.places.get(area.id);
  const shape = state.picture.map.features.find(({ properties }) => properties.id === area.id)?.properties;
  const parent = place && record.places.get(place.parent);
  const kind = place && [t(`kind.${place.kind}`), parent && nameOf(parent)].filter(Boolean).join(' \u00b7 ');
  return [
    head(nameOf(area), [otherName(area) && el('bdi', {}, otherName(area)), otherName(area) && kind && ' \u2014 ', kind && el('bdi', {}, kind)], act),
    el('dl.facts', {}, holderFact(area, record), accessFact(area, record), isolationFact(area, record),
      area.population && fact(t('population'), range(area.population)), harmFact(area)),
    shape?.approximate && el('p.approximate', {}, t('approximate-long', { km: (shape.radius_m / 1000).toFixed(1) })),
    why(area, record, act), also(area, state, record, act),
  ];
}

/** A route: whether it can be used, and every sentence that says so. */
export function routePanel(route, record, act) {
  const by = route.by && party(route.by, record);
  return [
    head(nameOf(route), otherName(route), act),
    el('dl.facts', {}, fact(t('route'), el(`span.badge.route-${route.state}`, {}, t(`state.${route.state}`)), by, (route.since || route.since_text) && el('small', {}, since(route)))),
    why(route, record, act),
  ];
}

/** One claim in full; of a text that is in no record there is no report to open. */
export function claimPanel(claim, record, act, { onReport = act.openReport } = {}) {
  return [
    head(t(`type.${claim.type}`), claim.report.title, act),
    evidence(claim, record, { onReport }),
    slotKey(claim),
    facts(claim, record),
  ];
}

function facts(claim, record) {
  const parties = (slot) => [...new Set(claim[slot].map(({ id, text }) => (record.actors[id] ? nameOf(record.actors[id]) : text || id)))].join(t('comma'));
  const places = claim.places.map((place) => `${t(`role.${place.role}`)} ${record.places.has(place.id) ? nameOf(record.places.get(place.id)) : place.text}`);
  const { when } = claim;
  const time = when?.start && (when.start === when.end || !when.end ? day(when.start) : `${day(when.start)} – ${day(when.end)}`);
  return el('dl.facts', {},
    claim.actors.length > 0 && fact(t('slot.actors'), parties('actors')),
    claim.targets.length > 0 && fact(t('slot.targets'), parties('targets')),
    places.length > 0 && fact(t('slot.places'), places.join(t('comma'))),
    claim.counts.length > 0 && fact(t('slot.counts'), claim.counts.map((count) => `${count.text} (${range(count)})`).join(t('comma'))),
    time && fact(t('slot.when'), time),
    claim.attribution?.text && fact(t('slot.attribution'), claim.attribution.text));
}

/** A whole report, the words of every claim in it underlined and those of the one it was opened for highlighted. */
export function reportPanel(report, claim, record, act) {
  const others = [...record.byId.values()].filter((other) => other.report.id === report.id && other.id !== claim.id);
  const spans = [...slotSpans(claim), ...others.map((other) => ['other', other.trigger.start, other.trigger.end])];
  const text = stretches(report.text, 0, spans).map(({ text: words, slots }) => {
    const own = slots.filter((slot) => slot !== 'other');
    return slots.length ? el('mark', { 'data-slot': own.length ? own.join(' ') : 'other' }, words) : words;
  });
  return [
    head(report.title ?? report.id, [report.outlet, day(report.date)].filter(Boolean).join(' · '), act),
    el('p.provenance', {}, el('button.text', { type: 'button', onclick: () => act.openClaim(claim) }, t('back')), sourceLink(report)),
    el('div.sentence.whole', { dir: 'auto', lang: 'ar' }, text),
  ];
}


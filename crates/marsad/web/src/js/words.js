/** The page's own words in the reader's language, and dates, numbers and names put the way that language puts them. */
const HEADS = { governorate: '\u0645\u062d\u0627\u0641\u0638\u0629' };
const LOCALES = { ar: 'ar-SY-u-nu-latn', en: 'en-GB' };

let lang = 'ar';
let words = {};

/** Loads a language's words. */
export async function speak(to) {
  words = await (await fetch(`i18n/${to}.json`)).json();
  lang = to;
}

export const language = () => lang;

/** The words of that key, with `{name}` filled in; the key itself where there are none. */
export function t(key, fill = {}) {
  return (words[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => fill[name] ?? whole);
}

/** The Arabic name, with its head where a governorate bears its city's name. */
const arabicName = ({ name_ar: name, kind }) => (name && kind === 'governorate' ? `${HEADS.governorate} ${name}` : name);

/** A thing's name in the reader's language, else in the other, else its id. */
export function nameOf(thing) {
  if (!thing) return '';
  const [first, second] = lang === 'ar' ? [arabicName(thing), thing.name_en] : [thing.name_en, arabicName(thing)];
  return first || second || thing.id;
}

/** The same thing's name in the other language. */
export const otherName = (thing) => (lang === 'ar' ? thing.name_en : arabicName(thing)) ?? '';

/** An ISO day as the language writes it. */
export function day(iso, style = { day: 'numeric', month: 'long', year: 'numeric' }) {
  if (!iso) return t('undated');
  return new Intl.DateTimeFormat(LOCALES[lang], { ...style, timeZone: 'UTC' }).format(new Date(`${iso}T00:00:00Z`));
}

/** Since when something holds: the day, one that was counted back with the words it came from, else the words alone. */
export function since(thing) {
  if (thing.since && thing.days_before_report) return `${t('since')} ${t('about')} ${day(thing.since)} (\u2068${thing.since_text}\u2069)`;
  if (thing.since) return `${t('since')} ${day(thing.since)}`;
  return thing.since_text ? `${t('since')} \u2068${thing.since_text}\u2069` : t('since-unknown');
}

/** A share of one as per cents. */
export const percent = (share) => new Intl.NumberFormat(LOCALES[lang], { style: 'percent', maximumFractionDigits: 1 }).format(share);

/** At most so many letters, kept apart from what stands around them: names come from strangers, in any direction. */
export function short(text, most) {
  const letters = [...String(text).replace(/[\u0000-\u001f\u202a-\u202e\u2066-\u2069]/g, '')];
  return `\u2068${letters.length > most ? `${letters.slice(0, most - 1).join('')}\u2026` : letters.join('')}\u2069`;
}

export const number = (value) => new Intl.NumberFormat(LOCALES[lang]).format(value);

/** A range whose ends may be open. */
export function range({ min, max }) {
  const [low, high] = [Number.isFinite(min), Number.isFinite(max)];
  if (!low && !high) return t('unknown-number');
  if (min === max) return number(min);
  if (!low) return t('at-most', { n: number(max) });
  if (!high) return t('at-least', { n: number(min) });
  return t('between', { min: number(min), max: number(max) });
}

/** Who is logged in, and what they may do. A server that asks nobody to log in lets whoever sits at it do everything. */
import { el } from './dom.js';
import { t } from './words.js';

const isPublic = document.documentElement.hasAttribute('data-public');
const session = isPublic ? { team: false, rights: ['read'] } : await (await fetch('api/session')).json();

/** Whether whoever reads this may do that. */
export const may = (right) => session.rights.includes(right);

/** The name that decisions are signed with; none where whoever decides says it. */
export const ownName = session.name ?? '';

/** What goes along with whatever changes something: it proves that this page asks, and none elsewhere. */
export const proof = session.proof ? { 'x-csrf-token': session.proof } : {};

/** To the page where one logs in, and back here afterwards. Whatever waits for it waits until this page is gone. */
export function toLogin() {
  location.assign(`login.html${location.hash}`);
  return new Promise(() => {});
}

async function leave() {
  await fetch('api/logout', { method: 'POST', headers: { 'content-type': 'application/json', ...proof }, body: '{}' });
  toLogin();
}

/** Draws who is logged in, and the way out. */
export function drawPerson() {
  const place = document.getElementById('person');
  place.hidden = !ownName;
  if (ownName) place.replaceChildren(el('bdi', {}, ownName), el('button', { type: 'button', id: 'leave', onclick: leave }, t('leave')));
}

/** What the page can show, and the buttons that choose it. */
import { el } from './dom.js';
import { t } from './words.js';

export const VIEWS = ['map', 'read', 'review'];

/** Draws the buttons. */
export function drawNav(state, act) {
  document.getElementById('nav').replaceChildren(...VIEWS.map((view) =>
    el('button', { type: 'button', id: `view-${view}`, 'aria-current': state.view === view && 'page', onclick: () => act.chooseView(view) }, t(`view.${view}`))));
}

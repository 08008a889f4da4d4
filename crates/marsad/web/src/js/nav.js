/** What the page can show, and the buttons that choose it. */
import { el } from './dom.js';
import { may } from './session.js';
import { t } from './words.js';

/** Everybody's view, and a page in another's frame, show, and take nothing in. */
const onlyShown = document.documentElement.hasAttribute('data-public') || location.pathname === '/embed';

export const VIEWS = onlyShown ? ['map', 'compare', 'charts'] : ['map', 'compare', 'charts', may('code') && 'read', may('comment') && 'review'].filter(Boolean);

/** Draws the buttons. */
export function drawNav(state, act) {
  document.getElementById('nav').replaceChildren(...VIEWS.map((view) =>
    el('button', { type: 'button', id: `view-${view}`, 'aria-current': state.view === view && 'page', onclick: () => act.chooseView(view) }, t(`view.${view}`))));
}

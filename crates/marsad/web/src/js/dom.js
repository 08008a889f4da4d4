/**
 * Builds an element. Text goes in as text nodes only: reports come from strangers, and nothing they wrote may become markup.
 * @param {string} tag name, with classes after dots: `button.chip.on`
 * @param {Record<string, unknown>} [props] `onclick` and the like are listeners, the rest attributes; null, undefined and false are left out
 * @param {...(Node|string|number|null|undefined|false)} children
 */
export function el(tag, props = {}, ...children) {
  const [name, ...classes] = tag.split('.');
  const node = document.createElement(name);
  if (classes.length) node.className = classes.join(' ');
  for (const [key, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith('on')) node.addEventListener(key.slice(2), value);
    else if (key === 'style') for (const [rule, to] of Object.entries(value)) node.style.setProperty(rule, to);
    else node.setAttribute(key, value === true ? '' : String(value));
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** A link's address if it leads to the web, else null: a report's `url` is not trusted to be one. */
export function webAddress(url) {
  try {
    const { protocol, href } = new URL(url);
    return protocol === 'https:' || protocol === 'http:' ? href : null;
  } catch {
    return null;
  }
}

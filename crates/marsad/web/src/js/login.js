/** The page where one logs in. What comes behind `#` is kept for the page that follows. */
const asked = new URLSearchParams(location.hash.slice(1));
const form = document.getElementById('form');
const problem = document.getElementById('problem');
const enter = document.getElementById('enter');

let lang = asked.get('lang') === 'en' ? 'en' : 'ar';
let words = {};

const t = (key, fill = {}) => (words[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => fill[name] ?? whole);

async function speak() {
  words = await (await fetch(`i18n/login-${lang}.json`)).json();
  const page = document.getElementById('login');
  document.documentElement.lang = page.lang = lang;
  page.dir = lang === 'ar' ? 'rtl' : 'ltr';
  document.title = t('title');
  for (const node of document.querySelectorAll('[data-i18n]')) node.textContent = t(node.dataset.i18n);
  document.getElementById('lang').textContent = t('switch');
}

function goOn() {
  asked.set('lang', lang);
  location.replace(`./#${asked}`);
}

function complain(said) {
  problem.hidden = !said;
  problem.textContent = said;
}

const wantsNew = () => !document.getElementById('new').disabled;

/** Asks for a new password as well, or no longer. */
function change() {
  const asks = !wantsNew();
  const field = document.getElementById('new');
  field.disabled = !asks;
  field.required = asks;
  for (const id of ['new-label', 'new-note']) document.getElementById(id).hidden = !asks;
  enter.dataset.i18n = asks ? 'login.enter-new' : 'login.enter';
  enter.textContent = t(enter.dataset.i18n);
  document.getElementById('change').setAttribute('aria-expanded', String(asks));
  complain('');
}

async function answered(reply) {
  if (reply.ok) return goOn();
  if (reply.status === 429) return complain(t('login.wait', { n: reply.headers.get('retry-after') ?? '60' }));
  const { detail } = await reply.json();
  if (reply.status === 422 && wantsNew()) return complain(t('login.weak'));
  complain(reply.status === 401 ? t('login.wrong') : t('login.broken', { why: detail }));
  const field = document.getElementById('password');
  field.value = '';
  field.focus();
}

async function logIn() {
  complain('');
  enter.disabled = true;
  try {
    const said = Object.fromEntries(new FormData(form));
    await answered(await fetch(wantsNew() ? 'api/password' : 'api/login', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(said) }));
  } catch (error) {
    complain(t('login.broken', { why: error.message }));
  }
  enter.disabled = false;
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  logIn();
});
document.getElementById('change').addEventListener('click', change);
document.getElementById('lang').addEventListener('click', () => {
  lang = lang === 'ar' ? 'en' : 'ar';
  complain('');
  speak();
});

const session = await (await fetch('api/session')).json();
if (!session.team || session.name) goOn();
else {
  await speak();
  document.getElementById('name').focus();
  document.body.dataset.ready = '';
}

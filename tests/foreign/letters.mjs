// Looks at letters in a real browser, as they come out of their envelopes: node letters.mjs FOLDER
//
// Every FOLDER/*.html is shown at the width of a small phone, of a phone and of a desk, in light and in dark. It must
// not scroll sideways, must ask nothing of the network, must have one h1 and a language, and its answers must be large
// enough for a thumb. axe-core looks for what keeps people out (WCAG 2.2 A and AA, contrast among it) at one width in
// both colours. The letters of FOLDER/narrow (names of sixty letters, names from right to left) are shown on the small
// phone alone. Prints what is wrong, a line each, and then fails.
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { launch, violations } from './browser.mjs';

const WIDTHS = [320, 390, 720];
const AUDITED_WIDTH = 390;
const SCHEMES = ['light', 'dark'];
const BUTTON_HEIGHT_MIN = 44;
const PAGES_AT_ONCE = 3;

const folder = process.argv[2];
const letters = async (of) => (await readdir(of)).filter((name) => name.endsWith('.html')).sort().map((name) => join(of, name));
const names = await letters(folder);
const narrow = await letters(join(folder, 'narrow'));
const browser = await launch();

const wrong = [];
let views = 0;
let audits = 0;

/** What can be seen without a judge: the same in both colours. */
async function measure(page, where) {
  const seen = await page.evaluate(() => ({
    scrolls: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    headings: document.querySelectorAll('h1').length,
    language: document.documentElement.lang,
    buttons: [...document.querySelectorAll('a[href^="mailto:"]')].map((a) => a.getBoundingClientRect().height),
    loaded: document.querySelectorAll('img, script, link, iframe, object, video').length,
  }));
  views += 1;
  if (seen.scrolls > 0) wrong.push(`${where}: scrolls sideways by ${seen.scrolls} px`);
  if (seen.headings !== 1) wrong.push(`${where}: has ${seen.headings} h1`);
  if (!seen.language) wrong.push(`${where}: names no language`);
  if (seen.loaded) wrong.push(`${where}: has something to load`);
  for (const height of seen.buttons.filter((height) => height < BUTTON_HEIGHT_MIN)) {
    wrong.push(`${where}: a button is ${height} px high`);
  }
}

async function audit(page, where) {
  audits += 1;
  for (const violation of await violations(page)) wrong.push(`${where}: ${violation}`);
}

async function look(page, name) {
  await page.setContent(await readFile(name, 'utf8'));
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    for (const colorScheme of SCHEMES) {
      const where = `${basename(name)}, ${width} px, ${colorScheme}`;
      await page.emulateMedia({ colorScheme });
      await measure(page, where);
      if (width === AUDITED_WIDTH) await audit(page, where);
    }
  }
}

async function squeeze(page, name) {
  await page.setViewportSize({ width: Math.min(...WIDTHS), height: 800 });
  await page.setContent(await readFile(name, 'utf8'));
  await measure(page, `narrow/${basename(name)}`);
}

const tasks = [...names.map((name) => [look, name]), ...narrow.map((name) => [squeeze, name])];
await Promise.all(Array.from({ length: PAGES_AT_ONCE }, async () => {
  const page = await browser.newPage();
  page.on('request', (request) => {
    if (!request.url().startsWith('data:') && request.url() !== 'about:blank') wrong.push(`asks for ${request.url()}`);
  });
  for (let task = tasks.shift(); task; task = tasks.shift()) await task[0](page, task[1]);
}));
await browser.close();

console.log(`${names.length + narrow.length} letters, ${views} views, ${audits} audits`);
for (const line of wrong) console.error(line);
process.exit(names.length > 0 && wrong.length === 0 ? 0 : 1);

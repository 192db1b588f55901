// Looks at the page of a year in a real browser, as a newcomer would: node year.mjs FOLDER
//
// The page must ask nothing of the network, must not scroll sideways from 320 px on, and axe-core must find nothing that
// keeps people out, in light and in dark. Then a walk: a group is chosen, a student of it who has a story is followed there
// by keyboard, and each letter of it is opened as it was sent; those of the policy's steps at both widths, in both lights,
// and as text. Prints what is wrong, a line each, and then fails.
import { access } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { launch, violations } from './browser.mjs';

const WIDTHS = [320, 390, 1280];
const AUDITED_WIDTH = 390;
const SCHEMES = ['light', 'dark'];

const folder = resolve(process.argv[2]);
const address = pathToFileURL(join(folder, 'index.html')).href;
const wrong = [];
let views = 0;
let letters = 0;
let looked = 0;

const browser = await launch();

async function openPage(colorScheme, width) {
  const page = await browser.newPage({ colorScheme, viewport: { width, height: 800 } });
  page.on('request', (request) => {
    const url = request.url().split('#')[0];
    if (url !== address && url !== 'about:srcdoc') wrong.push(`asks for ${url}`);
  });
  page.on('pageerror', (error) => wrong.push(`its script fails: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') wrong.push(`the browser complains: ${message.text()}`);
  });
  await page.goto(address);
  return page;
}

async function measure(page, where) {
  views += 1;
  const scrolls = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (scrolls > 0) wrong.push(`${where}: scrolls sideways by ${scrolls} px`);
}

/** The page from top to bottom, with a letter open. */
async function look(colorScheme) {
  for (const width of WIDTHS) {
    const page = await openPage(colorScheme, width);
    const where = `${width} px, ${colorScheme}`;
    await measure(page, where);
    await page.locator('article.story:visible details.letter:visible summary').first().click();
    await page.locator('.stage iframe').first().waitFor();
    await measure(page, `${where}, with a letter`);
    if (width === AUDITED_WIDTH) {
      for (const violation of await violations(page)) wrong.push(`${where}: ${violation}`);
    }
    await page.close();
  }
}

/** Chooses the group of the second story, as the first is shown already; goes from its register to that story. */
async function chooseGroup(page) {
  const groups = page.locator('section.group:visible');
  if ((await groups.count()) !== 1) wrong.push(`${await groups.count()} groups are shown at once`);
  const group = await page.locator('section.group:has(a[href="#story-2"])').getAttribute('id');
  await page.locator('#group-choice').selectOption(group);
  const shown = await groups.getAttribute('id');
  if (shown !== group) wrong.push(`${group} was chosen, and ${shown} is shown`);
  const marks = await groups.locator('tbody td i').allTextContents();
  if (!marks.includes('present') || marks.some((words) => words.trim() === '')) wrong.push('a mark has no words');
  const student = groups.locator('a[href="#story-2"]');
  const name = await student.textContent();
  await student.focus();
  await page.keyboard.press('Enter');
  const story = page.locator('article.story:visible');
  await story.locator('h3', { hasText: name }).waitFor();
  if ((await story.count()) !== 1) wrong.push('more than one story is shown at once');
  return story;
}

/** Opens a letter by keyboard; looks at it in each way where it is the letter of a step. */
async function read(page, letter) {
  letters += 1;
  await letter.locator('summary').focus();
  await page.keyboard.press('Enter');
  const subject = await letter.locator('.subject').textContent();
  const file = await letter.locator('.file code').textContent();
  await access(join(folder, file)).catch(() => wrong.push(`${file} is not there`));
  const frame = letter.frameLocator('iframe');
  await frame.locator('h1').first().waitFor();
  if ((await letter.locator('summary .nth').count()) > 0) await readInEachWay(page, letter, frame, subject);
  await letter.locator('summary').click();
}

async function readInEachWay(page, letter, frame, subject) {
  looked += 1;
  const seen = {};
  for (const as of ['phone', 'desktop']) {
    for (const light of SCHEMES) {
      await page.locator(`.view input[value=${as}]`).check();
      await page.locator(`.view input[value=${light}]`).check();
      await frame.locator('h1').first().waitFor();
      const inside = await frame.locator('html').evaluate((html) => ({
        width: html.clientWidth,
        ground: getComputedStyle(document.body).backgroundColor,
        text: document.body.innerText,
      }));
      if (inside.text.length < 100) wrong.push(`${subject}: has no text in its frame`);
      seen[`${as} ${light}`] = inside;
    }
  }
  if (seen['phone light'].width !== 390 || seen['desktop light'].width !== 720) wrong.push(`${subject}: has another width`);
  if (seen['phone light'].ground === seen['phone dark'].ground) wrong.push(`${subject}: is the same in the dark`);
  await page.locator('.view input[value=text]').check();
  if (!(await letter.locator('.text').isVisible())) wrong.push(`${subject}: shows no text`);
  await page.locator('.view input[value=phone]').check();
}

async function walk() {
  const page = await openPage('light', 1280);
  const story = await chooseGroup(page);
  if ((await story.locator('li.session').count()) < 5) wrong.push('the story has no sessions');
  if ((await story.locator('blockquote:visible').count()) === 0) wrong.push('nobody says a word in the story');
  if ((await story.locator('.because:visible').count()) === 0) wrong.push('no letter says why it was written');
  const before = await story.locator('details.letter:visible').count();
  await story.locator('input.all').check();
  const opened = await story.locator('details.letter:visible').all();
  if (opened.length <= before) wrong.push('the ordinary letters do not come');
  for (const letter of opened) await read(page, letter);
  await page.close();
}

for (const colorScheme of SCHEMES) await look(colorScheme);
await walk();
await browser.close();

console.log(`${views} views, ${letters} letters of a story, ${looked} of them in each way`);
for (const line of wrong) console.error(line);
process.exit(looked > 0 && wrong.length === 0 ? 0 : 1);

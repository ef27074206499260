// A reporter's day in a real VS Code window: what is underlined, shown, offered, mended and listed, and what happens when things go wrong.

import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { check, runAll, same } from './checks.mjs';
import * as vs from './editor.mjs';

const { until } = vs;

fs.rmSync(vs.run, { recursive: true, force: true });
fs.mkdirSync(vs.run, { recursive: true });
const folder = vs.newsroom('newsroom');
const registry = path.join(folder, 'sources.yaml');
const draft = path.join(folder, 'drafts/dam.md');

// A workspace that would have a program of its own run, if it were let.
const marker = path.join(vs.run, 'was-run');
const foreign = path.join(folder, '.vscode/foreign');
fs.mkdirSync(path.dirname(foreign));
program(foreign, `#!/bin/sh\ntouch '${marker}'\n`);
fs.writeFileSync(path.join(folder, 'drafts/links.md'), '# Hours\n\nThese are [the hours][timetable].\n\n[timetable]: https://example.org/hours\n');
const ofWorkspace = (more) => fs.writeFileSync(path.join(folder, '.vscode/settings.json'), JSON.stringify({ 'sayso.path': foreign, ...more }));
ofWorkspace({});

const editor = await vs.start('home');
let page;

function program(file, text) {
  fs.writeFileSync(file, text);
  fs.chmodSync(file, 0o755);
}

const underlined = (words, kind) => async () => (await vs.squiggles(page, words)).includes(kind);
const item = () => page.locator('.statusbar-item[id^="sayso"]').first();
const status = async () => ((await item().count()) > 0 ? item().innerText() : '');
const toast = (words) => page.locator('.notifications-toasts .notification-toast', { hasText: words }).first();

async function untilToast(what, words) {
  await until(what, () => toast(words).isVisible(), () => page.locator('.notifications-toasts').allInnerTexts());
  check(what, true);
}

async function press(words, button) {
  await toast(words).hover();
  await toast(words).locator('.monaco-button', { hasText: button }).click();
}

async function clearToasts() {
  await vs.command(page, 'Notifications: Clear All Notifications');
  await page.waitForTimeout(200);
}

async function underlines() {
  page = await vs.open(editor, folder);
  await vs.openFile(page, 'dam.md');
  await until('the claim is underlined', underlined('The repair will cost', 'warning'), () => vs.shown(page));
  check('an unattributed claim is underlined', true);
  same('its attributed neighbour is not', await vs.squiggles(page, 'Engineers have found cracks'), []);
  same('nor is what a tag vouches for', await vs.squiggles(page, 'The longest measures'), []);
  check('a tag nobody registered is an error', await underlined('wire-harow', 'error')());
  await until('hints name speakers', async () => (await vs.shown(page)).some((line) => line.includes('Ruth Okafor)')));
  await vs.picture(page, 'squiggle');
}

async function hovers() {
  await vs.openFile(page, 'rail.md');
  await until('the draft is checked', async () => (await page.locator('.codelens-decoration').count()) > 0);
  const box = await vs.place(page, 'Eastmere');
  await page.mouse.move(box.x + 20, box.y + box.height / 2);
  const card = page.locator('.monaco-hover:not(.hidden)', { hasText: 'Eastmere' });
  await card.first().waitFor();
  const text = await card.first().innerText();
  check('the card of a place says what and where it is', /city/.test(text) && /54\.31/.test(text), text);
  check('and what else it is called', text.includes('Ostmeer') && text.includes('Estmere'), text);
  await vs.picture(page, 'hover');
  await page.mouse.move(5, 5);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+F4').catch(() => {});
  await vs.openFile(page, 'dam.md');
}

async function statusBar() {
  await until('the status bar tells the share', async () => /^85% sourced/.test((await status()).trim()), status);
  check('the status bar tells the share', true);
  await item().click();
  const rows = page.locator('.quick-input-widget .monaco-list-row');
  await rows.first().waitFor();
  const listed = await rows.allInnerTexts();
  check('pressing it lists the sentences nobody answers for', listed.length === 3 && listed.some((row) => row.includes('The repair will cost 4.2 million')), listed);
  await vs.picture(page, 'unanswered');
  await page.keyboard.press('Enter');
  await until('and goes there', async () => /Ln 15/.test(await page.locator('.statusbar').innerText()), () => page.locator('.statusbar').innerText());
  check('and choosing one goes there', true);
}

async function sourcesView() {
  await vs.command(page, 'Explorer: Focus on Sources View');
  const rows = page.locator('.pane', { has: page.locator('.pane-header', { hasText: 'Sources' }) }).locator('.monaco-list-row');
  await page.locator('.explorer-folders-view').locator('xpath=ancestor::div[contains(@class,"pane ")]').locator('.pane-header').click();
  await rows.filter({ hasText: '@okafor-interview' }).waitFor();
  const listed = await rows.allInnerTexts();
  check('the Sources view lists tags and people', listed.some((it) => it.includes('@dam-authority-0311')) && listed.some((it) => it.includes('Ruth Okafor')), listed);
  check('one that is not registered says so', listed.some((it) => it.includes('@wire-harow') && it.includes('not in the registry')), listed);
  await rows.filter({ hasText: '@okafor-interview' }).click();
  const sentence = rows.filter({ hasText: 'We did not expect' });
  await sentence.first().waitFor();
  await sentence.first().click();
  await until('a press goes to the sentence', async () => /Ln 1[23]/.test(await page.locator('.statusbar').innerText()), () => page.locator('.statusbar').innerText());
  check('a press on a sentence goes there', true);
  await vs.picture(page, 'sources');
  // Its tag, at the caret.
  await vs.caret(page, 'for the next six years', true);
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowLeft');
  const tagged = rows.filter({ hasText: '@dam-authority-0311' });
  await tagged.hover();
  await tagged.locator('.action-label').click();
  await until('its tag is put at the caret', async () => (await vs.shown(page)).some((line) => line.includes('six years [@dam-authority-0311].')), () => vs.shown(page));
  check('a source’s tag is put at the caret', true);
  await until('which answers for the claim', async () => !(await underlined('The repair will cost', 'warning')()));
  check('and answers for the claim', true);
  await until('the share follows', async () => /9\d% sourced/.test(await status()), status);
  check('and the share follows', true);
  await page.keyboard.press('Control+z');
  await until('taken back', underlined('The repair will cost', 'warning'), () => vs.shown(page));
  // Away with the view, so that pictures show text.
  await page.locator('.pane-header', { hasText: 'Sources' }).click();
  await page.locator('.pane-header').first().click();
}

async function completes() {
  await vs.caret(page, 'for the next six years', true);
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowLeft');
  for (const key of ' [@hyd') await page.keyboard.type(key, { delay: 60 });
  const rows = page.locator('.suggest-widget.visible .monaco-list-row');
  await rows.filter({ hasText: 'hydrologist' }).first().waitFor();
  check('a tag is offered as it is typed', true);
  await page.waitForTimeout(300);
  await vs.picture(page, 'completion');
  await page.keyboard.press('Enter');
  await until('the tag is written', async () => (await vs.shown(page)).some((line) => /six years \[@hydrologist\]+\./.test(line)), () => vs.shown(page));
  const line = (await vs.shown(page)).find((line) => line.includes('[@hydrologist'));
  check('once, with one bracket at each end', /six years \[@hydrologist\]\./.test(line), line);
  for (let i = 0; i < 20 && !(await underlined('The repair will cost', 'warning')()); i++) {
    await page.keyboard.press('Control+z');
    await page.waitForTimeout(150);
  }
}

async function mends() {
  await vs.caret(page, 'wire-harow');
  await page.keyboard.press('Control+.');
  const rows = page.locator('.action-widget .monaco-list-row');
  await rows.filter({ hasText: 'Write “wire-harrow”' }).waitFor();
  await page.waitForTimeout(300);
  await vs.picture(page, 'quick-fix');
  await rows.filter({ hasText: 'Write “wire-harrow”' }).click();
  await until('the fix is applied', async () => (await vs.shown(page)).some((line) => line.includes('[@wire-harrow]')), () => vs.shown(page));
  check('a quick fix is applied', true);
  await until('and its error goes', async () => !(await underlined('wire-harrow', 'error')()));
  check('and its error goes', true);
}

async function followsTheRegistry() {
  const text = fs.readFileSync(registry, 'utf8');
  fs.writeFileSync(registry, text.replace('id: wire-harrow', 'id: wire-other'));
  await until('the registry changed on the disk is heard of', underlined('wire-harrow', 'error'), () => vs.shown(page));
  check('a source taken out of the registry is missed at once', true);
  fs.writeFileSync(registry, text);
  await until('taken back', async () => !(await underlined('wire-harrow', 'error')()));
  check('and one put back is found', true);
}

async function renames() {
  await vs.openFile(page, 'rail.md');
  await vs.caret(page, 'rail-minutes, p. 3');
  await page.keyboard.press('Home');
  await vs.caret(page, 'rail-minutes, p');
  await page.keyboard.press('F2');
  // It takes the keys a moment after it is shown.
  const box = page.locator('.rename-box input:focus');
  await box.waitFor();
  same('the key is what is renamed', await box.inputValue(), 'rail-minutes');
  await box.fill('board-minutes');
  await vs.picture(page, 'rename');
  await box.press('Enter');
  await until('it is renamed here', async () => (await vs.shown(page)).some((line) => line.includes('[@board-minutes, p. 3]')), () => vs.shown(page));
  check('a source is renamed here', true);
  await until('in the registry too', () => fs.readFileSync(registry, 'utf8').includes('- id: board-minutes'), () => fs.readFileSync(registry, 'utf8'));
  check('and in the registry', true);
  await vs.openFile(page, 'dam.md');
  await page.keyboard.press('Control+End');
  await until('and in another draft', async () => (await vs.shown(page)).some((line) => line.includes('@board-minutes]')), () => vs.shown(page));
  check('and in another draft', true);
  await page.keyboard.press('Control+Home');
}

/** Gives what the caret is in another name, as far as VS Code asks for one. */
async function giveName(name) {
  await page.keyboard.press('F2');
  // It takes the keys a moment after it is shown.
  const box = page.locator('.rename-box input:focus');
  await box.waitFor();
  await box.fill(name);
  await box.press('Enter');
}

/** Puts the caret behind `words`, wherever they stand. */
async function goTo(words) {
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('Control+f');
  await page.locator('.find-widget.visible .find-part textarea').first().fill(words);
  await page.locator('.find-widget.visible .matchesCount', { hasText: / of \d/ }).waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.find-widget.visible .matchesCount', { hasText: /^1 of/ }).waitFor();
  await page.keyboard.press('Escape');
  await page.locator('.find-widget.visible').waitFor({ state: 'detached' });
  await page.keyboard.press('ArrowRight');
}

async function refusesRenames() {
  const before = fs.readFileSync(registry, 'utf8');
  const stands = async (tag) => check(`and ${tag} stands as it did`, (await vs.shown(page)).some((line) => line.includes(tag)), await vs.shown(page));
  for (const [file, key] of [['dam.md', 'okafor-interview'], ['ferry.txt', 'varga-post']]) {
    await vs.openFile(page, file);
    await until(`${file} is checked`, async () => /sourced/.test(await status()), status);
    for (const [name, why] of [['wire-harrow', 'is already used'], ['okafor 12 march', 'Nothing was renamed']]) {
      await goTo(key.slice(0, -1));
      await giveName(name);
      await untilToast(`${file}: that ${key} cannot be ${name} is said`, why);
      if (name === 'wire-harrow') await vs.picture(page, `refused-${path.extname(file).slice(1)}`);
      await stands(`[@${key}]`);
      await clearToasts();
    }
    same('nothing is changed in the registry', fs.readFileSync(registry, 'utf8'), before);
  }
  await vs.openFile(page, 'dam.md');
  // A word with a meaning of its own.
  await goTo('@know');
  await giveName('another');
  await untilToast('@known keeps its name, and why is said', 'is reserved');
  await stands('[@known]');
  await clearToasts();
  await vs.openFile(page, 'dam.md');
  await page.keyboard.press('Control+Home');
}

async function survivesTheServersDeath() {
  const before = vs.servers(editor);
  same('one server runs', before.length, 1);
  await vs.caret(page, 'for the next six years', true);
  await page.keyboard.press('End');
  await page.keyboard.type(' It will cost 40 million pounds.');
  process.kill(before[0], 'SIGKILL');
  await until('another runs', () => vs.servers(editor).length === 1 && vs.servers(editor)[0] !== before[0], () => vs.servers(editor));
  check('a server that is killed is started again', true);
  await until('what was not saved is checked by it', underlined('40 million', 'warning'), () => vs.shown(page));
  check('what was not saved is still there, and checked', true);
  check('and nothing was written to the disk', !fs.readFileSync(draft, 'utf8').includes('40 million'));
}

async function givesUpAfterFiveCrashes() {
  // The one before counts. The figure alone is looked for, which no line breaks. What the last server said may still be shown when the next runs: each must find something of its own.
  for (let millions = 41; millions < 45; millions++) {
    await page.keyboard.type(` It will cost ${millions} million pounds.`);
    await until('it is started again', underlined(String(millions), 'warning'), () => vs.shown(page));
    const [id] = vs.servers(editor);
    process.kill(id, 'SIGKILL');
    await until('it is gone', () => !vs.servers(editor).includes(id), () => vs.servers(editor));
  }
  await untilToast('five crashes in a minute are told', 'sayso has crashed 5 times in a minute');
  await page.waitForTimeout(500);
  same('and no more are started', vs.servers(editor), []);
  await vs.picture(page, 'crashed');
  await press('has crashed 5 times', 'Restart');
  await until('it starts again when told to', underlined('40 million', 'warning'), () => vs.shown(page));
  check('until somebody says so', true);
  await clearToasts();
}

async function tellsWhatKeepsItFromStarting() {
  const file = (name) => path.join(vs.run, name);
  const tries = [
    ['missing', file('no-such-program'), undefined, 'sayso was not found at'],
    ['not executable', file('plain'), () => fs.writeFileSync(file('plain'), 'words'), 'it is not executable'],
    ['another program', file('other'), () => program(file('other'), '#!/bin/sh\necho hello\n'), 'is not sayso'],
    ['ends at once', file('brief'), () => program(file('brief'), '#!/bin/sh\n[ "$1" = --version ] && echo "sayso 0.1.0"\nexit 3\n'), 'sayso could not be started'],
  ];
  for (const [what, at, make, told] of tries) {
    make?.();
    vs.configure(editor, { 'sayso.path': at });
    await untilToast(`a server that is ${what} is told of`, told);
    await until('the status bar too', async () => (await item().locator('.codicon-error').count()) > 0, status);
    if (what === 'missing') await vs.picture(page, 'missing');
    const seen = await page.locator('.notifications-toasts').allInnerTexts();
    check('and no inner working is', !seen.some((it) => it.includes('Sending notification')), seen);
    await clearToasts();
  }
  const old = file('old');
  program(old, `#!/bin/sh\n[ "$1" = --version ] && { echo "sayso 9.0.0"; exit; }\nexec '${path.join(editor.home, 'extensions', fs.readdirSync(path.join(editor.home, 'extensions')).find((it) => it.startsWith('sayso')), 'server/sayso')}' "$@"\n`);
  vs.configure(editor, { 'sayso.path': old });
  await untilToast('one of another version is told of', 'Version mismatch');
  await until('but runs', underlined('40 million', 'warning'), () => vs.shown(page));
  check('but runs', true);
  await clearToasts();
  vs.configure(editor, { 'sayso.path': undefined });
  await until('the one that came with the extension is back', () => vs.servers(editor).length === 1, () => vs.servers(editor));
}

async function twoWindows() {
  const other = await vs.open(editor, folder);
  const first = page;
  page = other;
  await vs.openFile(other, 'ferry.txt');
  await until('two servers', () => vs.servers(editor).length === 2, () => vs.servers(editor));
  check('two windows on one folder have a server each', true);
  await other.close();
  page = first;
  await until('the first goes on', underlined('40 million', 'warning'), () => vs.shown(page));
  check('and the first goes on when the second is closed', true);
}

async function readsWell() {
  const themes = { light: 'Default Light Modern', dark: 'Default Dark Modern', contrast: 'Default High Contrast', 'contrast-light': 'Default High Contrast Light' };
  const seen = new Set();
  for (const [name, theme] of Object.entries(themes)) {
    ofWorkspace({ 'workbench.colorTheme': theme });
    await until(`${theme} is on`, async () => !seen.has(await themeOf()) && (await colours()).every((it) => it.contrast >= 4.5), colours);
    seen.add(await themeOf());
    check(`who, how, where and what read well in ${theme}`, true);
    check('and differ', new Set((await colours()).map((it) => it.colour)).size >= 4, await colours());
    await vs.picture(page, name);
  }
  ofWorkspace({});
}

const colours = () => coloursOf(['said', 'Ruth Okafor', 'Harrow Dam', 'okafor-interview', 'We will close']);
/** What of the window's classes tells the theme. */
const themeOf = () => page.locator('.monaco-workbench').evaluate((it) => [...it.classList].filter((name) => /^(vs|hc)/.test(name)).join(' '));

/** The colour each of `words` is shown in, with its contrast to the background as WCAG counts it. */
async function coloursOf(words) {
  return page.evaluate((words) => {
    const numbers = (colour) => colour.match(/[\d.]+/g).map(Number);
    const light = (colour) => {
      const [r, g, b] = numbers(colour).map((v) => (v / 255 <= 0.03928 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const back = getComputedStyle(document.querySelector('.editor-instance .monaco-editor-background')).backgroundColor;
    const spans = [...document.querySelectorAll('.editor-instance .view-line span span')];
    return words.map((word) => {
      const span = spans.find((it) => it.textContent.replaceAll('\u00a0', ' ').includes(word));
      if (span === undefined) return { word, contrast: 0 };
      const colour = getComputedStyle(span).color;
      const [a, b] = [light(colour), light(back)].sort((x, y) => y - x);
      return { word, colour, contrast: (a + 0.05) / (b + 0.05) };
    });
  }, words);
}

async function walksThrough() {
  await vs.command(page, 'Welcome: Open Walkthrough...');
  await page.locator('.quick-input-widget input').fill('Get started with');
  await page.locator('.quick-input-widget .monaco-list-row', { hasText: 'Get started with sayso' }).first().click();
  await page.getByText('Three drafts from an invented valley').first().waitFor();
  await page.waitForTimeout(800);
  await vs.picture(page, 'walkthrough');
  check('the walkthrough opens', true);
  await vs.command(page, 'sayso: Open a Sample Newsroom...');
  const asks = page.locator('.quick-input-widget', { hasText: 'Choose a folder for the sample newsroom' });
  await asks.locator('.monaco-list-row').first().waitFor();
  await asks.locator('input').first().fill(`${vs.run}/`);
  await asks.locator('.monaco-list-row', { hasText: 'newsroom' }).first().waitFor();
  await page.locator('.quick-input-widget .quick-input-action .monaco-button, .quick-input-widget .monaco-button', { hasText: /OK|Copy Here/ }).first().click();
  await until('the sample is copied', () => fs.existsSync(path.join(vs.run, 'sample-newsroom/drafts/dam.md')), () => fs.readdirSync(vs.run));
  check('the sample newsroom is copied and opened', true);
}

async function tries() {
  const port = String(19_000 + (process.pid % 1000));
  const env = { ...process.env, PORT: port, SAYSO: path.join(vs.root, 'target/vscode/sayso') };
  const trying = spawn(process.execPath, [path.join(vs.root, 'editors/vscode/try.mjs'), '--browser'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    let told = '';
    trying.stdout.on('data', (words) => (told += words));
    await until('it tells where to look', () => /http\S+/.test(told), () => told);
    const [address] = /http\S+/.exec(told);
    await until('VS Code serves', async () => (await fetch(address).catch(() => undefined))?.ok);
    page = await (await editor.browser.newContext()).newPage();
    await page.goto(address);
    await vs.openFile(page, 'dam.md');
    await until('the claim is underlined', underlined('The repair will cost', 'warning'), () => vs.shown(page));
    check('npm run try opens the example newsroom, checked', true);
  } finally {
    trying.kill();
  }
}

async function runsNothingOfAWorkspace() {
  check('a program named by a workspace is not run', !fs.existsSync(marker));
  const wary = await vs.start('wary', { trusting: false, settings: { 'security.workspace.trust.startupPrompt': 'never', 'security.workspace.trust.enabled': true } });
  try {
    page = await vs.open(wary, folder);
    await vs.openFile(page, 'dam.md');
    await until('an untrusted workspace is checked', underlined('The repair will cost', 'warning'), () => vs.shown(page));
    check('a workspace nobody trusts is checked', (await page.locator('.statusbar', { hasText: 'Restricted Mode' }).count()) > 0);
    check('and no program of it is run', !fs.existsSync(marker));
    await vs.picture(page, 'untrusted');
    // VS Code makes a link of such words, which one press carries out.
    const press = '[Press here](command:workbench.action.toggleSidebarVisibility)';
    ofWorkspace({ 'sayso.enable': press, [`sayso.${press}`]: 1 });
    await untilToast('a setting that makes no sense is told of', 'The setting sayso.enable is');
    await vs.picture(page, 'no-link');
    await page.reload();
    await vs.openFile(page, 'dam.md');
    await untilToast('by the server too', 'Press here');
    same('and no command is made of its words', await page.locator('.notifications-toasts .notification-list-item-message a').allInnerTexts(), []);
    check('though all of them are shown', (await page.locator('.notifications-toasts').innerText()).includes('(command:workbench'), await page.locator('.notifications-toasts').innerText());
    ofWorkspace({});
  } finally {
    await vs.stop(wary);
  }
}

await runAll(
  [
    ['underlines', underlines],
    ['hovers', hovers],
    ['status bar', statusBar],
    ['Sources view', sourcesView],
    ['completes', completes],
    ['mends', mends],
    ['follows the registry', followsTheRegistry],
    ['renames', renames],
    ['refuses renames', refusesRenames],
    ['survives the server’s death', survivesTheServersDeath],
    ['gives up after five crashes', givesUpAfterFiveCrashes],
    ['tells what keeps it from starting', tellsWhatKeepsItFromStarting],
    ['two windows', twoWindows],
    ['reads well', readsWell],
    ['walks through', walksThrough],
    ['tries', tries],
    ['runs nothing of a workspace', runsNothingOfAWorkspace],
  ].map(([name, part]) => [
    name,
    async () => {
      try {
        await part();
      } catch (error) {
        await page?.screenshot({ path: path.join(vs.pictures, `vscode-failed-${name.replaceAll(/\W+/g, '-')}.png`) }).catch(() => {});
        throw error;
      }
    },
  ]),
  () => vs.stop(editor),
);

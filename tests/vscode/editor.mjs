// A real VS Code, served to a headless browser: started on a fresh home and fresh copies of newsrooms, driven by mouse and keys.
//
// It is code-server's build of the server; no wrapper of its own runs. VSCODE_NODE is the Node it needs, CHROMIUM the browser, VSIX the
// packaged extension. Everything it writes goes under target/vscode/run.

import { spawn, execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const here = path.dirname(fileURLToPath(import.meta.url));
export const root = path.resolve(here, '../..');
export const run = path.join(root, 'target/vscode/run');
export const pictures = path.join(root, 'target/pictures');
const main = path.join(here, 'node_modules/code-server/lib/vscode/out/server-main.js');
const node = process.env.VSCODE_NODE ?? process.execPath;

/** How long anything may take before a test fails, in milliseconds. */
export const PATIENCE = 90_000;

/** A copy of the example newsroom to work in, under a name of its own. */
export function newsroom(name) {
  const folder = path.join(run, name);
  fs.cpSync(path.join(root, 'examples/newsroom'), folder, { recursive: true });
  return folder;
}

const SETTINGS = {
  'files.autoSave': 'off',
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.tips.enabled': false,
  'chat.disableAIFeatures': true,
  'extensions.autoUpdate': false,
  'git.enabled': false,
  'extensions.ignoreRecommendations': true,
  'editor.minimap.enabled': false,
  'editor.cursorBlinking': 'solid',
  'security.workspace.trust.startupPrompt': 'never',
  'workbench.colorTheme': 'Default Light Modern',
};

/** Starts VS Code on a fresh home with the extension installed. `settings` are added to the user's; `driver` lets
 * tests run in its extension host, and keeps notifications from being shown. */
export async function start(name, { settings = {}, trusting = true, driver = false } = {}) {
  const home = path.join(run, name);
  fs.rmSync(home, { recursive: true, force: true });
  const common = ['--accept-server-license-terms', '--server-data-dir', home, '--extensions-dir', path.join(home, 'extensions')];
  execFileSync(node, [main, ...common, '--install-extension', process.env.VSIX], { stdio: 'pipe' });
  const editor = { home, settings: { ...SETTINGS, ...settings } };
  configure(editor, {});
  const port = 20_000 + (process.pid % 20_000) + starts++;
  const options = ['--host', '127.0.0.1', '--port', String(port), '--without-connection-token', '--user-data-dir', path.join(home, 'data'),
    '--telemetry-level', 'off', ...(trusting ? ['--disable-workspace-trust'] : []), ...(driver ? ['--enable-smoke-test-driver'] : [])];
  const log = fs.openSync(path.join(home, 'server.log'), 'w');
  editor.process = spawn(node, [main, ...common, ...options], { stdio: ['ignore', log, log] });
  editor.address = `127.0.0.1:${port}`;
  await until('VS Code serves', async () => (await fetch(`http://${editor.address}/version`).catch(() => undefined))?.ok);
  editor.browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
  return editor;
}
let starts = 0;

/** Writes the user's settings; machine settings too, for what a user of a remote editor sets there. */
export function configure(editor, more) {
  Object.assign(editor.settings, more);
  const machine = { 'sayso.path': editor.settings['sayso.path'] };
  for (const [kind, settings] of [['User', editor.settings], ['Machine', machine]]) {
    const file = path.join(editor.home, 'data', kind, 'settings.json');
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, JSON.stringify(settings, null, 2));
  }
}

export async function stop(editor) {
  await editor.browser?.close();
  editor.process?.kill();
}

/** A window on a folder. */
export async function open(editor, folder, query = '') {
  const context = await editor.browser.newContext({ viewport: { width: 1120, height: 700 }, deviceScaleFactor: 1 });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  await page.goto(`http://${editor.address}/?folder=${encodeURIComponent(folder)}${query}`);
  await page.waitForSelector('.monaco-workbench');
  return page;
}

/** Opens a file of the window's folder by its name. */
export async function openFile(page, name) {
  const file = name.split('/').pop();
  await page.waitForSelector('.explorer-folders-view .monaco-list-row');
  const row = page.locator('.quick-input-widget .monaco-list-row.focused', { hasText: file });
  // A window that has just been opened may not know its files yet.
  await until(`${file} is offered`, async () => {
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+p');
    await page.locator('.quick-input-widget input').first().fill(name);
    return row.waitFor({ timeout: 3000 }).then(() => true, () => false);
  });
  await page.keyboard.press('Enter');
  await page.locator('.tab.active', { hasText: file }).waitFor();
  await page.waitForSelector('.monaco-editor .view-lines .view-line');
}

/** Runs a command of the palette by its title. */
export async function command(page, title) {
  await page.keyboard.press('F1');
  await page.locator('.quick-input-widget input').fill(`>${title}`);
  await page.locator('.quick-input-widget .monaco-list-row.focused', { hasText: title }).waitFor();
  await page.keyboard.press('Enter');
}

/** The text shown in the editor in front, line by line as shown. */
export async function shown(page) {
  const lines = await page.locator('.editor-instance .view-line').evaluateAll((all) =>
    all.map((line) => [line.getBoundingClientRect().top, line.textContent.replaceAll('\u00a0', ' ')]));
  return lines.sort((a, b) => a[0] - b[0]).map(([, text]) => text);
}

/** Where `words` stand on the screen; they must be on one line as shown. */
export async function place(page, words) {
  await page.locator('.editor-instance .view-line').first().waitFor();
  return page.evaluate((words) => {
    for (const line of document.querySelectorAll('.editor-instance .view-line')) {
      const text = line.textContent.replaceAll('\u00a0', ' ');
      const from = text.indexOf(words);
      if (from < 0) continue;
      const range = document.createRange();
      const at = (offset) => {
        const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          if (offset <= node.length) return [node, offset];
          offset -= node.length;
        }
      };
      range.setStart(...at(from));
      range.setEnd(...at(from + words.length));
      const { x, y, width, height } = range.getBoundingClientRect();
      return { x, y, width, height };
    }
  }, words);
}

/** Kinds of squiggles under `words`: "warning", "error", "info". */
export async function squiggles(page, words) {
  const box = await place(page, words);
  if (box === undefined) return ['not shown'];
  return page.evaluate((box) => {
    const over = (it) => it.left < box.x + box.width && it.right > box.x && it.top < box.y + box.height && it.bottom > box.y;
    const found = [...document.querySelectorAll('.editor-instance .view-overlays [class*=squiggly-]')].filter((it) => over(it.getBoundingClientRect()));
    return [...new Set(found.map((it) => /squiggly-(\w+)/.exec(it.className)[1]))];
  }, box);
}

/** Puts the caret into, or with `end` behind, `words`. */
export async function caret(page, words, end = false) {
  const box = await place(page, words);
  if (box === undefined) throw new Error(`“${words}” is not shown`);
  await page.mouse.click(box.x + (end ? box.width - 1 : box.width / 2), box.y + box.height / 2);
}

export async function picture(page, name) {
  fs.mkdirSync(pictures, { recursive: true });
  await page.waitForTimeout(200);
  await page.screenshot({ path: path.join(pictures, `vscode-${name}.png`) });
}

/** Waits until `condition` holds; `told` says what there was instead. */
export async function until(what, condition, told = () => undefined, patience = PATIENCE) {
  const deadline = Date.now() + patience;
  for (;;) {
    if (await condition()) return;
    if (Date.now() > deadline) throw new Error(`${what}: not within ${patience / 1000} s; there was ${JSON.stringify(await told())}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Ids of the server's processes that this VS Code started. */
export function servers(editor) {
  const of = (id) => {
    try {
      return fs.readFileSync(`/proc/${id}/cmdline`, 'utf8').split('\0');
    } catch {
      return [];
    }
  };
  return fs.readdirSync('/proc').filter((id) => /^\d+$/.test(id)).filter((id) => {
    const [program, argument] = of(id);
    return program?.startsWith(editor.home) && argument === 'lsp';
  }).map(Number);
}

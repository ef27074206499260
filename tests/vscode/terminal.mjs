// Makes a picture of a terminal's screen as tmux captures it with its colours: node terminal.mjs COLUMNS ROWS CAPTURE.ansi PICTURE.png ...

import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const xterm = path.join(path.dirname(fileURLToPath(import.meta.url)), 'node_modules/@xterm/xterm');
const [columns, rows, ...pairs] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
await page.setContent('<body style="margin:0;background:#14161b"><div id="screen"></div>');
await page.addStyleTag({ path: path.join(xterm, 'css/xterm.css') });
await page.addScriptTag({ path: path.join(xterm, 'lib/xterm.js') });
while (pairs.length > 0) {
  const [from, to] = pairs.splice(0, 2);
  const text = fs.readFileSync(from, 'utf8').replace(/\n$/, '').replaceAll('\n', '\r\n');
  await page.evaluate(
    ([text, cols, rows]) =>
      new Promise((done) => {
        const screen = document.querySelector('#screen');
        screen.replaceChildren();
        const theme = { background: '#14161b', foreground: '#e0e2ea' };
        const terminal = new Terminal({ cols, rows, fontFamily: 'DejaVu Sans Mono', fontSize: 15, theme });
        terminal.open(screen);
        terminal.write(`\x1b[?25l${text}`, () => setTimeout(done, 200));
      }),
    [text, Number(columns), Number(rows)],
  );
  fs.mkdirSync(path.dirname(to), { recursive: true });
  await page.locator('.xterm-screen').screenshot({ path: to });
}
await browser.close();

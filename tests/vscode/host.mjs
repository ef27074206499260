// What needs no pixels, asked inside VS Code's own extension host: host-tests.cjs runs there and writes down what it found.

import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { check, runAll } from './checks.mjs';
import * as vs from './editor.mjs';

fs.rmSync(vs.run, { recursive: true, force: true });
fs.mkdirSync(vs.run, { recursive: true });
const here = path.dirname(fileURLToPath(import.meta.url));
const results = path.join(vs.run, 'host.json');

// A folder that is no newsroom, with one inside that has names not every program takes.
const folder = path.join(vs.run, 'desk 100% – Пресса');
fs.cpSync(vs.newsroom('original'), path.join(folder, 'news room'), { recursive: true });
fs.writeFileSync(path.join(folder, 'README.md'), '# Tool\n\nAt least 310 people were killed. It will cost 4.2 million pounds.\n');
const drafts = path.join(folder, 'news room/drafts');
fs.writeFileSync(path.join(drafts, 'a b%20c # ?[x] ž.md'), 'It will cost 4.2 million pounds. No [@wire-harow].\n');
fs.writeFileSync(path.join(drafts, 'windows.txt'), 'A line – Ж.\r\n\r\nIt will cost 4.2 million pounds.\r\n');
fs.copyFileSync(path.join(here, 'host-tests.cjs'), path.join(vs.run, 'index.js'));

const editor = await vs.start('home', { driver: true });

async function inside() {
  const at = (file) => `vscode-remote://${editor.address}${file}`;
  const extension = path.join(editor.home, 'extensions', fs.readdirSync(path.join(editor.home, 'extensions')).find((it) => it.startsWith('sayso')));
  const payload = [['extensionDevelopmentPath', at(extension)], ['extensionTestsPath', at(path.join(vs.run, 'index.js'))]];
  await vs.open(editor, folder, `&payload=${encodeURIComponent(JSON.stringify(payload))}`);
  await vs.until('the extension host has answered', () => fs.existsSync(results), undefined, 90_000);
  for (const [what, problem] of JSON.parse(fs.readFileSync(results, 'utf8'))) check(what, problem === null, problem);
  // Disks that cannot be written to, and people who look at a folder only to read, are left as they were.
  const made = fs.readdirSync(folder, { recursive: true }).filter((it) => !/README|news room(\/|$)/.test(it));
  check('nothing was written into the folder', made.length === 0, made);
}

await runAll([['in the extension host', inside]], () => vs.stop(editor));

// What the extension does with words of others, and where it takes a program from: parts of it that need no editor.

import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { check, runAll, same } from './checks.mjs';

const extension = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../editors/vscode');
const { buildSync } = createRequire(path.join(extension, 'package.json'))('esbuild');

/** A module of the extension that needs no editor. */
async function module(name) {
  const built = buildSync({ entryPoints: [path.join(extension, 'src', name)], bundle: true, platform: 'node', format: 'esm', write: false });
  return import(`data:text/javascript;base64,${Buffer.from(built.outputFiles[0].contents).toString('base64')}`);
}

/** How VS Code finds the links of a notification: base/common/linkedText.ts of its source. */
const LINK = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^\)\s]+)(?: (["'])(.+?)(\3))?\)/gi;

async function notifications() {
  const { plain, undrawn } = await module('words.ts');
  const press = '[Open](command:workbench.action.terminal.new)';
  check('the pattern finds a link', press.match(LINK) !== null);
  for (const [n, words] of [press, `[a${press}`, `[[a](${press})`, '[a]\u202e(command:b)', '[a]\n(command:b)', '[a](command:b "c")', '[a](https://example.org)'].entries()) {
    check(`there is no link in message ${n}`, plain(words).match(LINK) === null && !/[\p{Cc}\u202e]/u.test(plain(words)), plain(words));
  }
  same('other words stay', plain('“[@key]” (3) – Ж 5 % [x]: (y)'), '“[@key]” (3) – Ж 5 % [x]: (y)');
  check('a message ends', plain('x'.repeat(1e6)).length < 2000);
  same('nothing is drawn', undrawn('$(sync~spin) 5'), '$ (sync~spin) 5');
  const sources = fs.readdirSync(path.join(extension, 'src')).filter((name) => name !== 'tell.ts');
  const shown = sources.filter((name) => /window\.show(Information|Warning|Error)Message/.test(fs.readFileSync(path.join(extension, 'src', name), 'utf8')));
  same('notifications are shown in one place', shown, []);
}

async function tags() {
  const { inTag } = await module('words.ts');
  const at = (text) => inTag(text.replace('|', ''), text.indexOf('|'));
  for (const text of ['[@ke|y]', '|[@key]', '[@key]|', '[@key, p. |3]', 'a [-@key; see @o|ther]', '[x](y) [@key\n|, p. 3]']) check(`a tag: ${JSON.stringify(text)}`, at(text), text);
  for (const text of ['[te|xt](a@b.example)', '[te|xt][@b]', 'a@b|.example', '[ref|]', '[^n@|ote]', '[@k|ey]: x', '[@key] a| [@key]', '|']) check(`none: ${JSON.stringify(text)}`, !at(text), text);
}

async function programs() {
  const { onPath } = await module('path.ts');
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'sayso-path-'));
  const put = (...name) => {
    fs.mkdirSync(path.join(scratch, name[0]), { recursive: true });
    fs.writeFileSync(path.join(scratch, ...name), '');
    return path.join(scratch, ...name);
  };
  try {
    const [own, right] = [put('drafts', 'sayso'), put('bin', 'sayso')];
    const find = (folders, shut = []) => onPath('sayso', shut, { PATH: folders.join(':') }, false);
    process.chdir(path.dirname(own));
    same('PATH is gone through', find(['/nowhere', path.dirname(right)]), right);
    same('a folder named from where one stands does not count', find(['.', '', './', '../drafts', path.dirname(right)]), right);
    same('nor does one that is open', find([path.dirname(own), path.dirname(right)], [path.dirname(own)]), right);
    same('nor one inside', find([path.join(path.dirname(own), 'x', '..'), path.dirname(right)], [path.dirname(own)]), right);
    same('there may be none', find(['.', path.dirname(own)], [path.dirname(own)]), undefined);
    same('without a PATH too', onPath('sayso', [], {}, false), undefined);
    const asked = [];
    onPath('sayso', ['C:\\drafts'], { Path: '.;;C:\\drafts\\bin;c:\\tools;drafts;\\\\host\\share' }, true, (file) => void asked.push(file));
    same('on Windows the same, by its own rules', asked, ['c:\\tools\\sayso.exe', '\\\\host\\share\\sayso.exe']);
  } finally {
    process.chdir('/');
    fs.rmSync(scratch, { recursive: true });
  }
}

await runAll([['notifications', notifications], ['tags', tags], ['programs', programs]]);

// The grammar of tags and directives, laid over VS Code's own of Markdown by VS Code's own engine.

import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { check, runAll } from './checks.mjs';

const require = createRequire(import.meta.url);
const textmate = require('vscode-textmate');
const oniguruma = require('vscode-oniguruma');

const here = path.dirname(fileURLToPath(import.meta.url));
const files = {
  'text.html.markdown': path.join(here, 'node_modules/code-server/lib/vscode/extensions/markdown-basics/syntaxes/markdown.tmLanguage.json'),
  'markdown.sayso': path.join(here, '../../editors/vscode/syntaxes/sayso.tmLanguage.json'),
};

async function grammar() {
  await oniguruma.loadWASM(fs.readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm')).buffer);
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async (scope) => (files[scope] === undefined ? null : textmate.parseRawGrammar(fs.readFileSync(files[scope], 'utf8'), files[scope])),
    getInjections: (scope) => (scope === 'text.html.markdown' ? ['markdown.sayso'] : []),
  });
  return registry.loadGrammar('text.html.markdown');
}

/** The words that have a scope of ours, with its last part but one: "key: dam-authority". */
function ours(grammar, text) {
  let state = textmate.INITIAL;
  const found = [];
  for (const line of text.split('\n')) {
    const tokens = grammar.tokenizeLine(line, state);
    state = tokens.ruleStack;
    for (const token of tokens.tokens) {
      const scope = token.scopes.filter((it) => it.endsWith('.sayso') && !/^(meta|punctuation|comment)/.test(it)).at(-1);
      if (scope !== undefined) found.push(`${scope.split('.').at(-2)}: ${line.slice(token.startIndex, token.endIndex).trim()}`);
    }
  }
  return found.filter((it) => !it.endsWith(': '));
}

// A text, and what in it is ours.
const CASES = [
  ['The dam holds [@dam-authority-0311].', ['key: dam-authority-0311']],
  ['It holds [@minutes, p. 3; -@okafor.2: see].', ['key: minutes', 'locator: p. 3', 'key: okafor.2']],
  ['As @okafor-interview said.', ['key: okafor-interview']],
  ['Seen [@own], known [@known], open [@tk].', ['reserved: own', 'reserved: known', 'to-come: @tk']],
  ['Odd [@{https://example.test/a b}] and [@{any:key}].', ['key: {any:key}']],
  ['Жив [@джерело-1].', ['key: джерело-1']],
  // Markdown's grammar begins every line of a paragraph anew; the server's tokens colour the rest.
  ['Two lines [@one,\np. 4; @two] end.', ['key: one', 'key: two']],
  ['Write to desk@paper.example, not to us.', []],
  ['A [link](https://paper.example/@desk) is none.', []],
  ['In `[@code]` there is none.', []],
  ['```\n[@code] TK\n```', []],
  ['Not a key: \\@desk.', []],
  ['TK: how many? TKO is another matter.', ['to-come: TK']],
  ['It stands. <!-- stet -->', ['directive: stet']],
  ['<!-- stet-next unattributed-claim, tk: desk agreed -->', ['directive: stet-next', 'rule: unattributed-claim, tk', 'reason: desk agreed']],
  ['<!-- stetson -->', []],
  ['## A heading [@dam]', ['key: dam']],
  ['- in a list [@dam]\n> in a quotation [@dam]', ['key: dam', 'key: dam']],
  ['[@open never closed\n\nNext paragraph.', ['key: open']],
];

let markdown;
await runAll([
  ['loads', async () => check('the grammar loads', (markdown = await grammar()) !== null)],
  ...CASES.map(([text, wanted]) => [text, async () => {
    const found = ours(markdown, text);
    check(`grammar: ${JSON.stringify(text)}`, JSON.stringify(found) === JSON.stringify(wanted), { found, wanted });
  }]),
]);

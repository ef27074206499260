// Which documents are checked: by the user's choice, by the newsrooms there are, and by what somebody asked for.
//
// A newsroom is a folder with a sayso.toml or a registry. Outside of one nothing is checked unless it is asked for, so that nobody's
// README fills with squiggles. What a newsroom's file patterns leave out is the server's to know.

import * as fs from 'node:fs';
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { DocumentSelector } from 'vscode-languageclient';

export type Enable = 'auto' | 'always' | 'never';

const MARKERS = ['sayso.toml', 'sources.yaml', 'sources.yml', 'sources.json', 'sources.bib'];
const PROSE = ['markdown', 'plaintext'];

/** The user's choice. A setting that makes no sense is named, and counts as none. */
export function enable(complain: (what: string) => void): Enable {
  const chosen: unknown = vscode.workspace.getConfiguration('sayso').get('enable');
  if (chosen === 'auto' || chosen === 'always' || chosen === 'never') return chosen;
  complain(`The setting sayso.enable is ${JSON.stringify(chosen)}. Use "auto", "always" or "never". Until then sayso uses "auto".`);
  return 'auto';
}

export function isProse(document: vscode.TextDocument): boolean {
  return PROSE.includes(document.languageId);
}

/** The nearest newsroom at or above `folder`. */
export function newsroomAbove(folder: string): string | undefined {
  for (let at = folder; ; at = path.dirname(at)) {
    if (MARKERS.some((name) => fs.existsSync(path.join(at, name)))) return at;
    if (path.dirname(at) === at) return undefined;
  }
}

/** The newsrooms of the open folders: that which holds the folder, and those inside it. */
export async function newsroomsOfFolders(): Promise<string[]> {
  const folders = (vscode.workspace.workspaceFolders ?? []).filter((folder) => folder.uri.scheme === 'file');
  const above = folders.map((folder) => newsroomAbove(folder.uri.fsPath)).filter((root) => root !== undefined);
  const below = await vscode.workspace.findFiles('**/sayso.toml', '**/node_modules/**', 100);
  return [...above, ...below.filter((uri) => uri.scheme === 'file').map((uri) => path.dirname(uri.fsPath))];
}

/** What the server is told of: the prose of `roots` and their own files, what was `asked` for, or with `everything` all prose. */
export function selector(roots: Iterable<string>, asked: Iterable<vscode.Uri>, everything: boolean): DocumentSelector {
  const within = (root: string, pattern: string) => ({ baseUri: vscode.Uri.file(root).toString(), pattern });
  const anywhere = PROSE.flatMap((language) => [{ scheme: 'file', language }, { scheme: 'untitled', language }]);
  const inside = [...roots].flatMap((root) => [
    ...PROSE.map((language) => ({ scheme: 'file', language, pattern: within(root, '**') })),
    { scheme: 'file', pattern: within(root, '**/*.{toml,yaml,yml,json,bib}') },
  ]);
  const one = [...asked].map((uri) =>
    uri.scheme === 'untitled'
      ? { scheme: 'untitled', language: 'plaintext' }
      : { scheme: 'file', pattern: within(path.dirname(uri.fsPath), literally(path.basename(uri.fsPath))) },
  );
  return [...(everything ? anywhere : []), ...inside, ...one];
}

/** A pattern that matches a file's name and nothing else. */
function literally(name: string): string {
  return name.replace(/[*?{}[\]]/g, '[$&]');
}

// Puts the parts together: what is checked decides whether a server runs; what it knows goes to the status bar and the Sources view.
//
// The extension decides nothing about a text. It sends nothing anywhere but to the server on this machine.

import * as path from 'node:path';
import * as vscode from 'vscode';
import type { Middleware } from 'vscode-languageclient';
import { Watch } from './coverage.js';
import { lenses, showUses } from './lenses.js';
import { offerOnce, setUp } from './newsroom.js';
import { explain, ofRules, pages, selectReason } from './pages.js';
import { renaming } from './rename.js';
import { openSample } from './sample.js';
import { Server } from './server.js';
import { Sources, cite, insertTag } from './sources.js';
import { enable, isProse, newsroomAbove, newsroomsOfFolders, selector } from './start.js';
import { chooseUnanswered, statusBar } from './status.js';
import { inform, said, warn } from './tell.js';

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const log = vscode.window.createOutputChannel('sayso', { log: true });
  const server = new Server(context, log, middleware);
  const watch = new Watch(server);
  const asked = new Map<string, vscode.Uri>();
  const roots = new Set<string>();
  let told = '';

  /** Has the server run that fits the settings and the newsrooms there are. */
  const settle = async (again = false) => {
    const choice = enable((what) => void warn(what));
    const wanted = choice === 'never' ? [] : selector(roots, asked.values(), choice === 'always');
    const key = JSON.stringify(wanted);
    if (key === told && !again) return;
    told = key;
    await server.serve(wanted);
  };
  const lookAround = async () => {
    (await newsroomsOfFolders()).forEach((root) => roots.add(root));
    await settle();
  };
  /** A draft may lie in a newsroom that no open folder holds. */
  const meet = (document: vscode.TextDocument) => {
    if (document.uri.scheme !== 'file' || !isProse(document)) return;
    const root = newsroomAbove(path.dirname(document.uri.fsPath));
    if (root === undefined) return void offerOnce(context, document);
    if (roots.has(root)) return;
    roots.add(root);
    void settle();
  };
  const check = async () => {
    const document = vscode.window.activeTextEditor?.document;
    if (document === undefined || !isProse(document)) return void inform('Open a Markdown or plain-text file first.');
    asked.set(document.uri.toString(), document.uri);
    await settle();
  };

  const markers = vscode.workspace.createFileSystemWatcher('**/{sayso.toml,sources.yaml,sources.yml,sources.json,sources.bib}', false, true, true);
  context.subscriptions.push(
    log,
    server,
    watch,
    markers,
    statusBar(server, watch),
    new Sources(watch),
    pages(context),
    server.onPhase((phase) => void vscode.commands.executeCommand('setContext', 'sayso.running', phase === 'running')),
    markers.onDidCreate(() => void lookAround()),
    vscode.workspace.onDidOpenTextDocument(meet),
    vscode.workspace.onDidChangeWorkspaceFolders(() => void lookAround()),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('sayso.enable') || change.affectsConfiguration('sayso.path')) void settle(true);
    }),
    vscode.commands.registerCommand('sayso.check', check),
    vscode.commands.registerCommand('sayso.unanswered', () => chooseUnanswered(watch)),
    vscode.commands.registerCommand('sayso.setUp', () => setUp(context)),
    vscode.commands.registerCommand('sayso.cite', cite),
    vscode.commands.registerCommand('sayso.explain', explain),
    vscode.commands.registerCommand('sayso.selectReason', selectReason),
    vscode.commands.registerCommand('sayso.showUses', showUses),
    vscode.commands.registerCommand('sayso.insertTag', insertTag),
    vscode.commands.registerCommand('sayso.openSample', () => openSample(context)),
    vscode.commands.registerCommand('sayso.restart', () => server.restart()),
    vscode.commands.registerCommand('sayso.showLog', () => log.show()),
  );
  vscode.workspace.textDocuments.forEach(meet);
  await lookAround();
}

/** The server's commands are about a document; from the palette they are about the one in front. */
const middleware: Middleware = {
  ...renaming,
  ...ofRules,
  ...lenses,
  executeCommand: async (command, args: unknown[], next) => {
    if (args.length > 0 || command === 'sayso.reload') return next(command, args);
    const document = vscode.window.activeTextEditor?.document;
    if (document === undefined) return void inform('Open a draft first.');
    const about: unknown[] = [document.uri.toString()];
    if (command === 'sayso.newSource') {
      const key = await vscode.window.showInputBox({
        title: 'New source',
        prompt: 'Key for tags to cite, such as okafor-interview',
        validateInput: (key) => (/^[\p{L}\p{N}_]+([:.#$%&\-+?<>~/][\p{L}\p{N}_]+)*$/u.test(key) ? undefined : 'Use letters and digits, with single marks such as - or . between them.'),
      });
      if (key === undefined) return undefined;
      about.push(key);
    }
    try {
      return await next(command, about);
    } catch (error) {
      return void warn(said(error));
    }
  },
};

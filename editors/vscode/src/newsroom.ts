// Setting a folder up as a newsroom, as `sayso init` does: on command, and offered once where a draft is opened outside of one.

import { execFile } from 'node:child_process';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { find } from './program.js';
import { newsroomAbove } from './start.js';
import { fail, inform, said } from './tell.js';

const OFFERED = 'sayso.offered';

/** The open folder of the document in front, or else the only one. */
function folderInFront(): vscode.WorkspaceFolder | undefined {
  const document = vscode.window.activeTextEditor?.document;
  const own = document === undefined ? undefined : vscode.workspace.getWorkspaceFolder(document.uri);
  return own ?? vscode.workspace.workspaceFolders?.[0];
}

/** Writes the files a newsroom starts with into the folder in front, and shows the first of them. Never writes over a file. */
export async function setUp(context: vscode.ExtensionContext): Promise<void> {
  const folder = folderInFront();
  if (folder === undefined || folder.uri.scheme !== 'file') return void inform('Open a folder first (File > Open Folder).');
  const root = newsroomAbove(folder.uri.fsPath);
  if (root !== undefined) return void inform(`${root} is already a newsroom.`);
  try {
    const program = await find(context);
    await new Promise<void>((resolve, reject) => {
      const done = (error: Error | null, _: string, complaint: string) => (error === null ? resolve() : reject(new Error(complaint.trim() || error.message)));
      execFile(program.path, ['init', folder.uri.fsPath], { timeout: 10_000 }, done);
    });
  } catch (error) {
    return void fail(`sayso could not set up ${folder.name}. ${said(error)}`);
  }
  await vscode.window.showTextDocument(vscode.Uri.joinPath(folder.uri, 'sayso.toml'));
  void inform(`${folder.name} is a newsroom now. sayso checks the drafts in it. Add your sources to sources.yaml.`);
}

/** Offers {@link setUp}, once and never again, where a draft in an open folder is in no newsroom. */
export async function offerOnce(context: vscode.ExtensionContext, document: vscode.TextDocument): Promise<void> {
  const inFolder = vscode.workspace.getWorkspaceFolder(document.uri) !== undefined;
  // README.md, CHANGELOG.md and the like are no drafts.
  const isDraft = document.languageId === 'markdown' && !/^[A-Z_-]+\.md$/.test(path.basename(document.uri.path));
  if (!inFolder || !isDraft || context.globalState.get(OFFERED) === true) return;
  await context.globalState.update(OFFERED, true);
  const chosen = await inform('sayso checks drafts in a newsroom folder. This folder is not one yet.', 'Set Up This Folder', 'Check Only This File');
  if (chosen === 'Set Up This Folder') await vscode.commands.executeCommand('sayso.setUp');
  if (chosen === 'Check Only This File') await vscode.commands.executeCommand('sayso.check');
}

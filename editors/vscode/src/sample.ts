// A newsroom to try things in: copied to a folder of the user's choice, never into one that is there.

import * as vscode from 'vscode';
import { fail } from './tell.js';

export async function openSample(context: vscode.ExtensionContext): Promise<void> {
  const chosen = await vscode.window.showOpenDialog({
    canSelectFiles: false,
    canSelectFolders: true,
    title: 'Choose a folder for the sample newsroom',
    openLabel: 'Copy Here',
  });
  const folder = chosen?.[0];
  if (folder === undefined) return;
  const target = await free(folder);
  try {
    await vscode.workspace.fs.copy(vscode.Uri.joinPath(context.extensionUri, 'sample'), target);
  } catch {
    return void fail(`sayso could not copy the sample newsroom to ${target.fsPath}.`);
  }
  await vscode.commands.executeCommand('vscode.openFolder', target, { forceReuseWindow: true });
}

/** A name in `folder` that nothing has yet. */
async function free(folder: vscode.Uri): Promise<vscode.Uri> {
  for (let n = 1; ; n++) {
    const uri = vscode.Uri.joinPath(folder, n === 1 ? 'sample-newsroom' : `sample-newsroom-${n}`);
    const taken = await vscode.workspace.fs.stat(uri).then(() => true, () => false);
    if (!taken) return uri;
  }
}

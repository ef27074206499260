// What a click on a lens does here: the list of unsourced sentences, the Sources view, or a peek at where something is used. In editors that
// have none of these the server answers with a message.

import * as vscode from 'vscode';
import type { Middleware } from 'vscode-languageclient';

export const lenses: Pick<Middleware, 'provideCodeLenses'> = {
  provideCodeLenses: async (document, token, next) => {
    const found = await next(document, token);
    for (const lens of found ?? []) {
      const command = lens.command?.command;
      if (lens.command === undefined) continue;
      if (command === 'sayso.coverage') lens.command = { title: lens.command.title, command: 'sayso.unanswered' };
      if (command === 'sayso.sources') lens.command = { title: lens.command.title, command: 'sayso.sources.focus' };
      if (command === 'sayso.uses') lens.command = { title: lens.command.title, command: 'sayso.showUses', arguments: [document.uri, lens.range.start] };
    }
    return found;
  },
};

/** Peeks at the sentences that cite the source at `position`, or name the place there. */
export async function showUses(uri: unknown, position: unknown): Promise<void> {
  if (!(uri instanceof vscode.Uri) || !(position instanceof vscode.Position)) return;
  const all = await vscode.commands.executeCommand<vscode.Location[]>('vscode.executeReferenceProvider', uri, position);
  const uses = all.filter((it) => it.uri.toString() !== uri.toString());
  await vscode.commands.executeCommand('editor.action.showReferences', uri, position, uses);
}

// Renaming beside VS Code's own Markdown, which takes a tag for a link to a reference: it would make `[new]` of `[@key]`.
//
// VS Code asks the next of those who can rename when one refuses. So a refusal is told here, and what goes back is an edit that changes nothing.
// What the server does not know, and is no tag, is left to others.

import * as vscode from 'vscode';
import type { Middleware } from 'vscode-languageclient';
import { fail, said } from './tell.js';
import { inTag } from './words.js';

/** Lines of a tag before and behind the one the caret is in. */
const AROUND = 3;

function isOfTag(document: vscode.TextDocument, position: vscode.Position): boolean {
  const start = new vscode.Position(Math.max(0, position.line - AROUND), 0);
  const before = document.getText(new vscode.Range(start, position));
  const behind = document.getText(new vscode.Range(position, new vscode.Position(position.line + AROUND + 1, 0)));
  return inTag(before + behind, before.length);
}

export const renaming: Pick<Middleware, 'prepareRename' | 'provideRenameEdits'> = {
  prepareRename: async (document, position, token, next) => {
    try {
      return await next(document, position, token);
    } catch (error) {
      if (!isOfTag(document, position)) throw error;
      // Refused already, it would be asked of others; so a name is asked for, and the reason told when it comes.
      const range = document.getWordRangeAtPosition(position) ?? new vscode.Range(position, position);
      return { range, placeholder: document.getText(range) };
    }
  },
  provideRenameEdits: async (document, position, name, token, next) => {
    try {
      const edit = await next(document, position, name, token);
      if (edit || !isOfTag(document, position)) return edit;
      if (!token.isCancellationRequested) void fail('Nothing was renamed. To rename a source, put the cursor on its key.');
    } catch (error) {
      if (!token.isCancellationRequested) void fail(`Nothing was renamed. ${said(error)}`);
    }
    return new vscode.WorkspaceEdit();
  },
};

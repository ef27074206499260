// The status bar: how much of the article in front is sourced, or why it is not checked. A click lists the unsourced sentences.

import * as path from 'node:path';
import * as vscode from 'vscode';
import { rangeOf } from './coverage.js';
import type { Shown, Watch } from './coverage.js';
import type { Server } from './server.js';
import { isProse, newsroomAbove } from './start.js';
import { inform } from './tell.js';
import { undrawn } from './words.js';

export function statusBar(server: Server, watch: Watch): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('sayso', vscode.StatusBarAlignment.Right, 90);
  item.name = 'sayso';
  const draw = () => {
    if (server.phase === 'failed') {
      item.text = '$(error) sayso';
      item.tooltip = 'sayso is not running. Click to restart.';
      item.command = 'sayso.restart';
      item.show();
    } else if (watch.shown !== undefined) {
      const { coverage } = watch.shown;
      item.text = `$(comment-discussion) ${words(watch.shown)}`;
      item.tooltip = `${coverage.headline}. Click to list the unsourced sentences.`;
      item.command = 'sayso.unanswered';
      item.show();
    } else {
      const why = server.phase === 'starting' ? undefined : unchecked();
      if (why === undefined) return item.hide();
      item.text = '$(circle-slash) sayso';
      item.tooltip = why.reason;
      item.command = why.command;
      item.show();
    }
  };
  const moved = vscode.window.onDidChangeActiveTextEditor(draw);
  return vscode.Disposable.from(item, moved, server.onPhase(draw), watch.onChange(draw));
}

/** Why the draft in front is not checked, and what a click does about it. */
function unchecked(): { reason: string; command: string } | undefined {
  const document = vscode.window.activeTextEditor?.document;
  if (document === undefined || !isProse(document)) return undefined;
  if (vscode.workspace.getConfiguration('sayso').get('enable') === 'never') {
    return { reason: 'sayso is switched off (setting sayso.enable). Click to check this file.', command: 'sayso.check' };
  }
  if (document.uri.scheme !== 'file') return { reason: 'Not checked. Click to check this file.', command: 'sayso.check' };
  if (newsroomAbove(path.dirname(document.uri.fsPath)) === undefined) {
    return { reason: 'Not checked: this file is not in a newsroom folder. Click to set up this folder.', command: 'sayso.setUp' };
  }
  return { reason: "Not checked: your newsroom's settings leave this file out (include, exclude). Click for the log.", command: 'sayso.showLog' };
}

function words({ coverage }: Shown): string {
  if (!coverage.judged) return 'not checked (not in English)';
  return coverage.share === null ? 'no claims to source' : `${coverage.share}% sourced`;
}

/** Lists the unsourced sentences; the one chosen is shown, and while choosing the one the list is at. */
export async function chooseUnanswered(watch: Watch): Promise<void> {
  await watch.look();
  const shown = watch.shown;
  if (shown === undefined) return void inform('Open a draft in a newsroom first.');
  if (shown.coverage.unanswered.length === 0) return void inform(`${shown.coverage.headline}. Every claim has a source.`);
  const editor = await vscode.window.showTextDocument(shown.uri);
  const before = editor.selection;
  const items = shown.coverage.unanswered.map((sentence) => ({
    label: `${sentence.range.start.line + 1}: ${undrawn(sentence.text)}`,
    range: rangeOf(sentence),
  }));
  const go = (range: vscode.Range) => {
    editor.selection = new vscode.Selection(range.start, range.end);
    editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  };
  const chosen = await vscode.window.showQuickPick(items, {
    title: shown.coverage.headline,
    placeHolder: 'Unsourced sentences: choose one to go to it',
    onDidSelectItem: (item) => go((item as (typeof items)[number]).range),
  });
  if (chosen === undefined) editor.selection = before;
  else go(chosen.range);
}

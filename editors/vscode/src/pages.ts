// The pages of rules, shown in VS Code itself: a finding's code leads to its rule's page, and so does "Explain this rule". The text is what
// `sayso explain` prints; nothing is fetched.

import { execFile } from 'node:child_process';
import * as vscode from 'vscode';
import type { Middleware } from 'vscode-languageclient';
import { find } from './program.js';

const SCHEME = 'sayso-rule';
const NAME = /^[a-z]+(-[a-z]+)*$/;

const pageOf = (rule: string) => vscode.Uri.from({ scheme: SCHEME, path: `/${rule}.md` });

/** Shows the page of a rule beside nothing else: as Markdown is read, not as it is written. */
export async function explain(rule: unknown): Promise<void> {
  if (typeof rule === 'string' && NAME.test(rule)) await vscode.commands.executeCommand('markdown.showPreview', pageOf(rule));
}

export function pages(context: vscode.ExtensionContext): vscode.Disposable {
  const text = async (uri: vscode.Uri) => {
    const rule = uri.path.replace(/^\/|\.md$/g, '');
    if (!NAME.test(rule)) return '';
    const program = await find(context);
    return new Promise<string>((resolve) => execFile(program.path, ['explain', rule], { timeout: 10_000 }, (error, page) => resolve(error === null ? page : `sayso has no page for ${rule}.`)));
  };
  return vscode.workspace.registerTextDocumentContentProvider(SCHEME, { provideTextDocumentContent: text });
}

/** The rule of a finding of ours. */
function ruleOf(finding: vscode.Diagnostic): string | undefined {
  const code = typeof finding.code === 'object' ? finding.code.value : finding.code;
  return finding.source === 'sayso' && typeof code === 'string' && NAME.test(code) ? code : undefined;
}

function link(findings: readonly vscode.Diagnostic[]): void {
  for (const finding of findings) {
    const rule = ruleOf(finding);
    if (rule !== undefined) finding.code = { value: rule, target: pageOf(rule) };
  }
}

/** What the reason of a stet says until a person has written one. */
const PLACEHOLDER = 'reason TK';

/** Selects the placeholder in the stet that was just written, so that typing replaces it. */
export function selectReason(): void {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) return;
  const from = editor.document.offsetAt(new vscode.Position(editor.selection.start.line, 0));
  const at = editor.document.getText().indexOf(PLACEHOLDER, from);
  if (at < 0) return;
  const [start, end] = [at, at + PLACEHOLDER.length].map((it) => editor.document.positionAt(it)) as [vscode.Position, vscode.Position];
  editor.selection = new vscode.Selection(start, end);
}

const writesStet = (action: vscode.CodeAction) =>
  action.edit?.entries().some(([, edits]) => edits.some((edit) => 'newText' in edit && edit.newText.includes(PLACEHOLDER))) ?? false;

export const ofRules: Pick<Middleware, 'handleDiagnostics' | 'provideDiagnostics' | 'provideCodeActions'> = {
  handleDiagnostics: (uri, findings, next) => {
    link(findings);
    next(uri, findings);
  },
  provideDiagnostics: async (document, previous, token, next) => {
    const report = await next(document, previous, token);
    if (report?.kind === 'full') link(report.items);
    return report;
  },
  provideCodeActions: async (document, range, context, token, next) => {
    const actions = (await next(document, range, context, token)) ?? [];
    for (const action of actions) {
      if ('edit' in action && writesStet(action)) action.command ??= { title: 'Select the reason', command: 'sayso.selectReason' };
    }
    const wanted = context.only === undefined || context.only.contains(vscode.CodeActionKind.QuickFix) || vscode.CodeActionKind.QuickFix.contains(context.only);
    const rules = wanted ? new Set(context.diagnostics.map(ruleOf).filter((rule) => rule !== undefined)) : [];
    for (const rule of rules) {
      const action = new vscode.CodeAction(`Explain this rule (${rule})`, vscode.CodeActionKind.QuickFix);
      action.command = { title: action.title, command: 'sayso.explain', arguments: [rule] };
      actions.push(action);
    }
    return actions;
  },
};

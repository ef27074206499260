// The Sources view: who the article in front rests on, each with its sentences, and last the sentences that rest on nobody.

import * as vscode from 'vscode';
import { rangeOf } from './coverage.js';
import type { Sentence, Source, Watch } from './coverage.js';

interface Group {
  label: string;
  icon: string;
  colour?: string;
  /** The tag that cites it. */
  tag?: string;
  description: string;
  sentences: Sentence[];
  open: boolean;
}

type Node = { group: Group } | { sentence: Sentence };

export class Sources implements vscode.TreeDataProvider<Node>, vscode.TreeDragAndDropController<Node>, vscode.Disposable {
  readonly dropMimeTypes = [];
  readonly dragMimeTypes = ['text/plain'];
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly parts: vscode.Disposable[];

  constructor(private readonly watch: Watch) {
    const view = vscode.window.createTreeView('sayso.sources', { treeDataProvider: this, dragAndDropController: this });
    const update = watch.onChange((shown) => {
      view.description = shown?.coverage.headline ?? '';
      this.changed.fire();
    });
    this.parts = [view, update, this.changed];
  }

  dispose(): void {
    this.parts.forEach((part) => part.dispose());
  }

  getChildren(node?: Node): Node[] {
    if (node === undefined) return this.groups().map((group) => ({ group }));
    return 'group' in node ? node.group.sentences.map((sentence) => ({ sentence })) : [];
  }

  getTreeItem(node: Node): vscode.TreeItem {
    return 'group' in node ? ofGroup(node.group) : this.ofSentence(node.sentence);
  }

  handleDrag(nodes: readonly Node[], data: vscode.DataTransfer): void {
    const tag = nodes.map(tagOf).find((tag) => tag !== undefined);
    if (tag !== undefined) data.set('text/plain', new vscode.DataTransferItem(tag));
  }

  private groups(): Group[] {
    const coverage = this.watch.shown?.coverage;
    if (coverage === undefined) return [];
    const groups = coverage.sources.map(group);
    if (coverage.unanswered.length > 0) {
      groups.push({ label: 'No source', icon: 'question', colour: 'list.warningForeground', description: counted(coverage.unanswered.length), sentences: coverage.unanswered, open: true });
    }
    return groups;
  }

  private ofSentence(sentence: Sentence): vscode.TreeItem {
    const item = new vscode.TreeItem(sentence.text);
    item.description = `line ${sentence.range.start.line + 1}`;
    item.tooltip = sentence.text;
    const uri = this.watch.shown?.uri;
    if (uri !== undefined) item.command = { title: 'Show', command: 'vscode.open', arguments: [uri, { selection: rangeOf(sentence) }] };
    return item;
  }
}

function counted(sentences: number): string {
  return sentences === 1 ? '1 sentence' : `${sentences} sentences`;
}

function group(source: Source): Group {
  const common = { sentences: source.sentences, open: false };
  if (source.key === undefined) return { ...common, label: source.name ?? '', icon: 'account', description: 'no tag' };
  const tag = `[@${source.key}]`;
  if (source.registered) return { ...common, tag, label: `@${source.key}`, icon: 'bookmark', description: source.name ?? '' };
  return { ...common, tag, label: `@${source.key}`, icon: 'warning', colour: 'list.errorForeground', description: 'not in the registry' };
}

function ofGroup(group: Group): vscode.TreeItem {
  const state = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(group.label, group.open ? state.Expanded : state.Collapsed);
  item.id = group.label;
  item.description = group.description;
  item.tooltip = `${group.label}: ${group.description}`;
  item.iconPath = new vscode.ThemeIcon(group.icon, group.colour === undefined ? undefined : new vscode.ThemeColor(group.colour));
  item.contextValue = group.tag === undefined ? 'untagged' : 'tagged';
  return item;
}

function tagOf(node: Node): string | undefined {
  return 'group' in node ? node.group.tag : undefined;
}

/** Starts a source tag at the caret and lists the newsroom's sources in it. */
export async function cite(): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) return;
  const at = editor.selection.active;
  const before = at.character === 0 ? ' ' : editor.document.getText(new vscode.Range(at.translate(0, -1), at));
  await editor.insertSnippet(new vscode.SnippetString(/\s/.test(before) ? '[@$0]' : ' [@$0]'));
  await vscode.commands.executeCommand('editor.action.triggerSuggest');
}

/** Puts the tag of the source at the caret, with a space before it where one is missing. */
export async function insertTag(node: unknown): Promise<void> {
  const tag = tagOf(node as Node);
  const editor = vscode.window.activeTextEditor;
  if (tag === undefined || editor === undefined) return;
  const at = editor.selection.active;
  const before = at.character === 0 ? ' ' : editor.document.getText(new vscode.Range(at.translate(0, -1), at));
  await editor.edit((edit) => edit.insert(at, /\s/.test(before) ? tag : ` ${tag}`));
  await vscode.window.showTextDocument(editor.document, editor.viewColumn);
}

// What the server knows of the article in front: asked for again whenever it may have changed, and handed to whoever shows it.

import * as vscode from 'vscode';
import type { Range } from 'vscode-languageclient';
import type { Server } from './server.js';

export interface Sentence {
  range: Range;
  text: string;
}

export interface Source {
  /** Missing for somebody the article names and does not tag. */
  key?: string;
  name: string | null;
  registered?: boolean;
  sentences: Sentence[];
}

export interface Coverage {
  judged: boolean;
  asked: number;
  sourced: number;
  share: number | null;
  headline: string;
  open: number;
  unanswered: Sentence[];
  sources: Source[];
}

export interface Shown {
  uri: vscode.Uri;
  coverage: Coverage;
}

/** How long a writer pauses before the article is asked about again, in milliseconds. */
const PAUSE = 250;

export class Watch implements vscode.Disposable {
  shown: Shown | undefined;
  private readonly changed = new vscode.EventEmitter<Shown | undefined>();
  readonly onChange = this.changed.event;
  private timer: NodeJS.Timeout | undefined;
  private readonly parts: vscode.Disposable[];

  constructor(private readonly server: Server) {
    this.parts = [
      vscode.window.onDidChangeActiveTextEditor(() => this.soon()),
      vscode.workspace.onDidChangeTextDocument(() => this.soon()),
      vscode.languages.onDidChangeDiagnostics(() => this.soon()),
      server.onPhase(() => this.soon()),
    ];
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.parts.forEach((part) => part.dispose());
    this.changed.dispose();
  }

  private soon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.look(), PAUSE);
  }

  /** Asks about the article in front. Where something else is in front that is no text, such as the log, the last article stays. */
  async look(): Promise<void> {
    const document = vscode.window.activeTextEditor?.document;
    const client = this.server.phase === 'running' ? this.server.client : undefined;
    if (client === undefined) return this.show(undefined);
    if (document === undefined || document.uri.scheme === 'output') return;
    const uri = document.uri;
    const about = { textDocument: { uri: client.code2ProtocolConverter.asUri(uri) } };
    try {
      const coverage = await client.sendRequest<Coverage | null>('sayso/coverage', about);
      this.show(coverage === null ? undefined : { uri, coverage });
    } catch {
      // The server has gone, or is about to; a change of its phase brings us here again.
      this.show(undefined);
    }
  }

  private show(shown: Shown | undefined): void {
    this.shown = shown;
    this.changed.fire(shown);
  }
}

/** Where a sentence stands, as the editor counts. */
export function rangeOf(sentence: Sentence): vscode.Range {
  const { start, end } = sentence.range;
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

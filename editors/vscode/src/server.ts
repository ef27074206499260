// The server's life: started, started again after a crash, given up on when it crashes five times a minute, and stopped.
//
// There is at most one at a time. What goes wrong is told once, with buttons for what can be done about it.

import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import * as vscode from 'vscode';
import { CloseAction, ErrorAction, State } from 'vscode-languageclient';
import type { DocumentSelector, LanguageClientOptions, Middleware } from 'vscode-languageclient';
import { LanguageClient } from 'vscode-languageclient/node';
import { Unusable, find, mismatch } from './program.js';
import { fail, warn } from './tell.js';
import type { Show } from './tell.js';

export type Phase = 'off' | 'starting' | 'running' | 'failed';

/** So many crashes within {@link WINDOW} are too many. */
const CRASHES = 5;
const WINDOW = 60_000;

export class Server implements vscode.Disposable {
  client: LanguageClient | undefined;
  phase: Phase = 'off';
  private readonly changed = new vscode.EventEmitter<Phase>();
  readonly onPhase = this.changed.event;
  private child: ChildProcess | undefined;
  private crashes: number[] = [];
  private selector: DocumentSelector = [];
  private queue: Promise<void> = Promise.resolve();

  constructor(
    private readonly context: vscode.ExtensionContext,
    readonly log: vscode.LogOutputChannel,
    private readonly middleware: Middleware,
  ) {}

  /** Has a server run that is told of what `selector` says; with nothing to tell of, none. Takes its turn after what is under way. */
  serve(selector: DocumentSelector): Promise<void> {
    return this.inTurn(async () => {
      await this.end();
      this.selector = selector;
      if (selector.length > 0) await this.begin();
    });
  }

  /** Stops and starts it, and forgets its crashes. */
  restart(): Promise<void> {
    this.crashes = [];
    return this.serve(this.selector);
  }

  dispose(): void {
    void this.inTurn(() => this.end());
    this.changed.dispose();
  }

  private inTurn(act: () => Promise<void>): Promise<void> {
    this.queue = this.queue.then(act, act);
    return this.queue;
  }

  private enter(phase: Phase): void {
    this.phase = phase;
    this.changed.fire(phase);
  }

  private async begin(): Promise<void> {
    this.enter('starting');
    try {
      const program = await find(this.context);
      const extension = String(this.context.extension.packageJSON.version);
      this.log.info(`${program.path}, version ${program.version}`);
      const problem = mismatch(program, extension);
      if (problem !== undefined) this.complain(problem, warn, 'Show Log');
      const run = () => Promise.resolve((this.child = spawn(program.path, ['lsp'])));
      const client = new LanguageClient('sayso', 'sayso', run, this.options());
      this.client = client;
      client.onDidChangeState(({ newState }) => {
        if (this.client === client && newState === State.Running) this.enter('running');
      });
      await client.start();
    } catch (error) {
      await this.end();
      this.enter('failed');
      const why = error instanceof Unusable ? error.message : 'sayso could not be started.';
      this.log.error(String(error));
      this.complain(why, fail, 'Restart', 'Open Settings', 'Show Log');
    }
  }

  private async end(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    this.enter('off');
    if (client === undefined) return;
    // One that never got to run, or hangs, must not keep another from starting.
    await client.dispose(2000).catch((error: unknown) => this.log.warn(String(error)));
    this.child?.kill();
    this.child = undefined;
  }

  private options(): LanguageClientOptions {
    return {
      documentSelector: this.selector,
      outputChannel: this.log,
      initializationOptions: () => vscode.workspace.getConfiguration().get('sayso'),
      synchronize: { configurationSection: 'sayso' },
      middleware: {
        ...this.middleware,
        workspace: {
          ...this.middleware.workspace,
          // A setting changed while no server runs is told to the next one as it starts; the client would show a stack.
          didChangeConfiguration: (sections, next) =>
            next(sections).catch((error: unknown) => this.log.warn(String(error))),
        },
      },
      initializationFailedHandler: () => false,
      diagnosticPullOptions: { onChange: true, onSave: true, onFocus: true },
      errorHandler: {
        error: () => ({ action: ErrorAction.Continue, handled: true }),
        closed: () => {
          // One that goes while it starts makes the start fail, which tells of it.
          // The client has to have come to rest before it is put away.
          if (this.phase === 'running') setImmediate(() => void this.inTurn(() => this.afterCrash()));
          return { action: CloseAction.DoNotRestart, handled: true };
        },
      },
    };
  }

  private async afterCrash(): Promise<void> {
    const now = Date.now();
    this.crashes = [...this.crashes.filter((at) => now - at < WINDOW), now];
    this.log.warn('The server stopped unexpectedly.');
    await this.end();
    if (this.crashes.length < CRASHES) return this.begin();
    this.enter('failed');
    this.complain(`sayso has crashed ${CRASHES} times in a minute and was stopped.`, fail, 'Restart', 'Show Log');
  }

  private complain(what: string, show: Show, ...buttons: string[]): void {
    void show(what, ...buttons).then((button) => {
      if (button === 'Restart') void this.restart();
      if (button === 'Show Log') this.log.show();
      if (button === 'Open Settings') void vscode.commands.executeCommand('workbench.action.openSettings', 'sayso.path');
    });
  }
}

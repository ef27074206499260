// The one way a notification is shown: whatever is said in it, VS Code makes no link of it.

import * as vscode from 'vscode';
import { plain } from './words.js';

export type Show = (what: string, ...buttons: string[]) => Thenable<string | undefined>;

export const inform: Show = (what, ...buttons) => vscode.window.showInformationMessage(plain(what), ...buttons);
export const warn: Show = (what, ...buttons) => vscode.window.showWarningMessage(plain(what), ...buttons);
export const fail: Show = (what, ...buttons) => vscode.window.showErrorMessage(plain(what), ...buttons);

/** What an error says. */
export const said = (error: unknown): string => (error instanceof Error ? error.message : String(error));

// The server's program: which one it is, and whether it can be run at all. Problems are told in words a reporter can act on.

import { execFile } from 'node:child_process';
import * as fs from 'node:fs';
import * as vscode from 'vscode';
import { onPath } from './path.js';

export interface Program {
  path: string;
  version: string;
}

export class Unusable extends Error {}

/** Finds the program and asks it for its version. Throws {@link Unusable} with what to tell. */
export async function find(context: vscode.ExtensionContext): Promise<Program> {
  const path = chosen() ?? bundled(context) ?? installed();
  return { path, version: await versionOf(path) };
}

/** The path in the user's settings. They are of machine scope: a workspace has no say in what is run. */
function chosen(): string | undefined {
  const path: unknown = vscode.workspace.getConfiguration('sayso').inspect('path')?.globalValue;
  if (path === undefined || path === null || path === '') return undefined;
  if (typeof path !== 'string') throw new Unusable(`The setting sayso.path is ${JSON.stringify(path)}. It must be the path of a program, in quotes.`);
  return path;
}

function bundled(context: vscode.ExtensionContext): string | undefined {
  const path = context.asAbsolutePath(process.platform === 'win32' ? 'server/sayso.exe' : 'server/sayso');
  return fs.existsSync(path) ? path : undefined;
}

function installed(): string {
  const open = (vscode.workspace.workspaceFolders ?? []).filter((folder) => folder.uri.scheme === 'file').map((folder) => folder.uri.fsPath);
  const path = onPath('sayso', open);
  if (path === undefined) throw new Unusable('The sayso program is not installed. Install it, or set sayso.path.');
  return path;
}

function versionOf(path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const refuse = (why: string) => reject(new Unusable(why));
    const told = (error: (Error & { code?: unknown; killed?: boolean }) | null, output: string) => {
      const version = /^sayso (\d+\.\d+\.\d+\S*)/.exec(output)?.[1];
      if (error?.code === 'ENOENT') {
        refuse(`sayso was not found at ${path}.`);
      } else if (error?.code === 'EACCES') {
        refuse(`${path} cannot run: it is not executable.`);
      } else if (version !== undefined) {
        resolve(version);
      } else if (error?.killed) {
        refuse(`${path} does not respond.`);
      } else {
        refuse(`${path} is not sayso, or not for this computer: it did not report a version.`);
      }
    };
    try {
      execFile(path, ['--version'], { timeout: 10_000 }, told);
    } catch {
      refuse(`${path} cannot be run.`);
    }
  });
}

/** What to say if the program and the extension were not made for each other. */
export function mismatch(program: Program, extension: string): string | undefined {
  const line = (version: string) => version.split('.').slice(0, 2).join('.');
  if (line(program.version) === line(extension)) return undefined;
  return `Version mismatch: sayso ${program.version} at ${program.path}, extension ${extension}. Some features may not work.`;
}

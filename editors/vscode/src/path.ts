// Where a program that goes by its name alone lies: in a folder of PATH, and never in one that is open.
//
// Windows looks into the folder it is in before it looks into PATH, and a folder of drafts may come from anybody.

import * as fs from 'node:fs';
import * as path from 'node:path';

/** The program called `name` in the first folder of `env`'s PATH that has it. Folders named from where one stands, and those in `shut`, do not count. */
export function onPath(name: string, shut: string[], env = process.env, windows = process.platform === 'win32', isThere = isFile): string | undefined {
  const { delimiter, isAbsolute, join, relative } = windows ? path.win32 : path.posix;
  const inside = (folder: string) => shut.some((root) => {
    const way = relative(root, folder);
    return !way.startsWith('..') && !isAbsolute(way);
  });
  const folders = Object.entries(env).find(([key]) => (windows ? key.toUpperCase() : key) === 'PATH')?.[1] ?? '';
  const places = folders.split(delimiter).filter((folder) => isAbsolute(folder) && !inside(folder));
  return places.map((folder) => join(folder, windows ? `${name}.exe` : name)).find(isThere);
}

function isFile(path: string): boolean {
  try {
    return fs.statSync(path).isFile();
  } catch {
    return false;
  }
}

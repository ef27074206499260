// Puts the extension together under target/vscode/extension, as it is packaged and as it is tried: its manifest filled in, its code in one
// file, what it shares with the rest of the project copied. Nothing generated is kept in the repository, so nothing can be out of date.
//
//     node build.mjs [--program PATH] [--package OUT.vsix [--target linux-x64]]
//
// PATH is the server's program to bundle.

import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';

const here = path.dirname(fileURLToPath(import.meta.url));
export const root = path.resolve(here, '../..');
export const staged = path.join(root, 'target/vscode/extension');

/** The version, which stands in Cargo.toml and nowhere else. */
export function version() {
  return /^version = "(.*)"$/m.exec(fs.readFileSync(path.join(root, 'Cargo.toml'), 'utf8'))[1];
}

/** The settings of sayso.toml as VS Code's, made from their published schema. Unset ones are null, which the server takes for nothing. */
export function settings() {
  const { properties } = JSON.parse(fs.readFileSync(path.join(root, 'docs/sayso.schema.json'), 'utf8'));
  // A table's settings are told one by one, but for the rules: there are many, and they are of one kind.
  const flat = Object.entries(properties).flatMap(([name, schema]) =>
    name !== 'rules' && schema.properties !== undefined
      ? Object.entries(schema.properties).map(([inner, of]) => [`${name}.${inner}`, of])
      : [[name, schema]],
  );
  return Object.fromEntries(
    flat.map(([name, { description, ...schema }], i) => {
      const type = [schema.type ?? 'string', 'null'].flat();
      const values = schema.enum === undefined ? {} : { enum: [...schema.enum, null] };
      return [`sayso.${name}`, { ...schema, ...values, type, default: null, scope: 'resource', order: 10 + i, markdownDescription: description }];
    }),
  );
}

export async function stage(program) {
  fs.rmSync(staged, { recursive: true, force: true });
  fs.mkdirSync(staged, { recursive: true });
  const manifest = JSON.parse(fs.readFileSync(path.join(here, 'package.json'), 'utf8'));
  manifest.version = version();
  Object.assign(manifest.contributes.configuration.properties, settings());
  for (const field of ['private', 'scripts', 'dependencies', 'devDependencies']) delete manifest[field];
  fs.writeFileSync(path.join(staged, '.vscodeignore'), '');
  fs.writeFileSync(path.join(staged, 'package.json'), JSON.stringify(manifest, null, 2));
  const copy = (from, to) => fs.cpSync(path.join(root, from), path.join(staged, to), { recursive: true });
  for (const part of ['README.md', 'media', 'snippets', 'syntaxes', 'walkthrough']) copy(`editors/vscode/${part}`, part);
  for (const name of ['sayso', 'sources', 'places']) copy(`docs/${name}.schema.json`, `schemas/${name}.schema.json`);
  copy('examples/newsroom', 'sample');
  fs.writeFileSync(
    path.join(staged, 'LICENSE.txt'),
    ['MIT', 'APACHE'].map((name) => fs.readFileSync(path.join(root, `LICENSE-${name}`), 'utf8')).join('\n\n'),
  );
  if (program !== undefined) {
    const bundled = path.join(staged, 'server', program.endsWith('.exe') ? 'sayso.exe' : 'sayso');
    fs.mkdirSync(path.dirname(bundled));
    fs.copyFileSync(program, bundled);
    fs.chmodSync(bundled, 0o755);
    copy('NOTICE', 'server/NOTICE');
  }
  await build({
    entryPoints: [path.join(here, 'src/extension.ts')],
    outfile: path.join(staged, 'dist/extension.js'),
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode'],
    logLevel: 'warning',
  });
}

function pack(out, target) {
  const vsce = path.join(here, 'node_modules/@vscode/vsce/vsce');
  const wanted = ['package', '--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links', '-o', path.resolve(out)];
  if (target !== undefined) wanted.push('--target', target);
  execFileSync(process.execPath, [vsce, ...wanted], { cwd: staged, stdio: ['ignore', 'ignore', 'inherit'] });
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { values } = parseArgs({ options: { program: { type: 'string' }, package: { type: 'string' }, target: { type: 'string' } } });
  await stage(values.program);
  if (values.package !== undefined) pack(values.package, values.target);
}

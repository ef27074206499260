// Runs in VS Code's extension host, on the folder that host.mjs has laid out. Writes [what, problem or null] for each thing it looked at.

const fs = require('node:fs');
const path = require('node:path');
const vscode = require('vscode');

const root = () => vscode.workspace.workspaceFolders[0].uri.fsPath;
const results = () => path.join(path.dirname(root()), 'host.json');
const found = [];

function check(what, ok, detail) {
  found.push([what, ok ? null : detail === undefined ? 'not so' : JSON.stringify(detail)]);
}

async function until(condition) {
  for (let i = 0; i < 200; i++) {
    if (await condition()) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}

async function show(...name) {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.file(path.join(root(), ...name)));
  await vscode.window.showTextDocument(document);
  return document;
}

const rule = (finding) => (typeof finding.code === 'object' ? finding.code.value : finding.code);
const rules = (document) => vscode.languages.getDiagnostics(document.uri).map(rule);
const setting = (name, value) => vscode.workspace.getConfiguration('sayso').update(name, value, vscode.ConfigurationTarget.Global);

async function namesAndLines() {
  const odd = await show('news room', 'drafts', 'a b%20c # ?[x] ž.md');
  check('a file of an odd name is checked', await until(() => rules(odd).includes('unknown-source-tag')), rules(odd));
  const definition = await vscode.commands.executeCommand('vscode.executeDocumentSymbolProvider', odd.uri);
  check('and answers for it come back', definition.length > 0, definition);
  const windows = await show('news room', 'drafts', 'windows.txt');
  check('a file with Windows line ends is checked', await until(() => rules(windows).includes('unattributed-claim')), rules(windows));
  const claim = vscode.languages.getDiagnostics(windows.uri).find((it) => rule(it) === 'unattributed-claim');
  check('at the right place', windows.getText(claim.range) === 'It will cost 4.2 million pounds', windows.getText(claim.range));
  const before = windows.getText();
  const actions = await vscode.commands.executeCommand('vscode.executeCodeActionProvider', windows.uri, claim.range, vscode.CodeActionKind.QuickFix.value, 10);
  const open = actions.find((it) => it.title.includes('@tk'));
  check('a fix is offered there', open !== undefined, actions.map((it) => it.title));
  if (open?.edit) await vscode.workspace.applyEdit(open.edit);
  check('and keeps the line ends', windows.getText() === before.replace('pounds.', 'pounds [@tk].'), windows.getText());
  await vscode.commands.executeCommand('workbench.action.files.revert');
}

async function outsideOfNewsrooms() {
  const readme = await show('README.md');
  await new Promise((resolve) => setTimeout(resolve, 1000));
  check('a README outside of newsrooms is left alone', rules(readme).length === 0, rules(readme));
  await vscode.commands.executeCommand('sayso.check');
  check('unless somebody asks', await until(() => rules(readme).includes('unattributed-claim')), rules(readme));
  await setting('enable', 'never');
  check('never means never', await until(() => rules(readme).length === 0), rules(readme));
  await setting('enable', 'always');
  check('always means always', await until(() => rules(readme).includes('unattributed-claim')), rules(readme));
  await setting('enable', 5);
  const draft = await show('news room', 'drafts', 'dam.md');
  check('a choice that is none counts as auto', await until(() => rules(draft).includes('unattributed-claim')), rules(draft));
  await setting('enable', undefined);
  await setting('path', ['no', 'path']);
  check('a path that is none is refused', await until(() => rules(draft).length === 0), rules(draft));
  await setting('path', undefined);
  check('and taken back', await until(() => rules(draft).includes('unattributed-claim')), rules(draft));
}

/** VS Code's own Markdown takes a tag for a link to a reference, and answers for it too. */
async function besideMarkdown() {
  const draft = await show('news room', 'drafts', 'dam.md');
  await until(() => rules(draft).length > 0);
  const at = draft.positionAt(draft.getText().indexOf('okafor-interview') + 3);
  const ask = (what, ...more) => vscode.commands.executeCommand(`vscode.execute${what}`, draft.uri, at, ...more);
  const refused = await ask('DocumentRenameProvider', 'wire-harrow');
  check('a refused rename changes nothing, nor does anybody else', refused.size === 0, refused.entries());
  const renamed = await ask('DocumentRenameProvider', 'okafor-call');
  const edits = renamed.get(draft.uri).map((it) => [draft.getText(it.range), it.newText]);
  check('one that is good is ours alone', edits.length > 0 && edits.every(([from, to]) => from === 'okafor-interview' && to === 'okafor-call'), edits);
  // VS Code joins the references of all who know some: Markdown's own come beside the sentences, and that can only be borne.
  const found = await ask('ReferenceProvider');
  check('its uses are listed', found.some((it) => it.uri.path.endsWith('dam.md') && draft.getText(it.range).startsWith('"We did not expect')), found);
  const defined = (await ask('DefinitionProvider')).map((it) => path.basename((it.targetUri ?? it.uri).path));
  check('a source is defined in its registry', defined.length > 0 && defined.every((it) => it === 'sources.yaml'), defined);
  const lit = (await ask('DocumentHighlights')).map((it) => draft.getText(it.range));
  check('its key is what is lit up', lit.length > 0 && lit.every((it) => it === 'okafor-interview'), lit);
}

/** Whatever is clicked leads somewhere. */
async function leadsSomewhere() {
  const draft = await show('news room', 'drafts', 'dam.md');
  await until(() => rules(draft).includes('unattributed-claim'));
  const claim = vscode.languages.getDiagnostics(draft.uri).find((it) => rule(it) === 'unattributed-claim');
  const target = claim.code?.target;
  check('a finding’s code leads to a page', target?.scheme === 'sayso-rule', claim.code);
  const page = await vscode.workspace.openTextDocument(target);
  check('which is the rule’s', page.getText().includes('What it finds') && page.getText().includes('unattributed-claim'), page.getText().slice(0, 80));
  const actions = await vscode.commands.executeCommand('vscode.executeCodeActionProvider', draft.uri, claim.range, vscode.CodeActionKind.QuickFix.value, 20);
  check('the rule can be explained', actions.some((it) => it.command?.command === 'sayso.explain'), actions.map((it) => it.title));
  const stet = actions.find((it) => it.title.startsWith('Keep as is'));
  check('a stet has its reason selected', stet?.command?.command === 'sayso.selectReason', stet);
  const lenses = await vscode.commands.executeCommand('vscode.executeCodeLensProvider', draft.uri, 10);
  const presses = lenses.map((it) => it.command?.command);
  check('lenses lead to the list and to the view', presses.includes('sayso.unanswered') && presses.includes('sayso.sources.focus') && !presses.includes('sayso.coverage'), presses);
  const registry = await show('news room', 'sources.yaml');
  const uses = async () => (await vscode.commands.executeCommand('vscode.executeCodeLensProvider', registry.uri, 20)).map((it) => it.command);
  check('those of an entry to its uses', await until(async () => (await uses()).some((it) => it?.command === 'sayso.showUses')), await uses());
}

async function settings() {
  const draft = await show('news room', 'drafts', 'dam.md');
  await until(() => rules(draft).includes('unattributed-claim'));
  await setting('rules', { 'unattributed-claim': 'off' });
  check('a setting of VS Code counts', await until(() => !rules(draft).includes('unattributed-claim')), rules(draft));
  await setting('rules', { 'unattributed-claim': 7, 'unknown-source-tag': 'off' });
  check('a wrong one does not, and the rest holds', await until(() => rules(draft).includes('unattributed-claim') && !rules(draft).includes('unknown-source-tag')), rules(draft));
  await setting('rules', undefined);
  check('one taken back neither', await until(() => rules(draft).includes('unknown-source-tag')), rules(draft));
  const known = vscode.extensions.getExtension('sayso.sayso').packageJSON.contributes.configuration.properties;
  check('all settings of sayso.toml are VS Code’s too', ['strictness', 'rules', 'places.prefer', 'editor.pause'].every((it) => `sayso.${it}` in known), Object.keys(known));
}

async function commands() {
  const draft = await show('news room', 'drafts', 'dam.md');
  await until(() => rules(draft).length > 0);
  const told = await vscode.commands.executeCommand('sayso.coverage');
  check('coverage is told of the draft in front', told?.asked >= 10, told);
  const made = await vscode.commands.executeCommand('sayso.newSource', draft.uri.toString(), 'council-vote');
  check('a new source is made', made?.key === 'council-vote', made);
  const registry = vscode.Uri.file(path.join(root(), 'news room', 'sources.yaml'));
  check('as an edit, and shown', await until(() => vscode.window.activeTextEditor?.document.uri.fsPath === registry.fsPath));
  const open = vscode.workspace.textDocuments.find((it) => it.uri.fsPath === registry.fsPath);
  check('not yet on the disk', open?.isDirty && open.getText().includes('council-vote') && !fs.readFileSync(registry.fsPath, 'utf8').includes('council-vote'));
  await vscode.commands.executeCommand('workbench.action.files.revert');
  await show('news room', 'drafts', 'rail.md');
  const copy = await vscode.commands.executeCommand('sayso.cleanCopy');
  check('a clean copy has no tags', copy?.text.includes('Greta Holm') && !copy.text.includes('[@'), copy);
  await vscode.commands.executeCommand('sayso.restart');
  check('it starts anew when told to', await until(() => rules(draft).length > 0), rules(draft));
  const all = await vscode.commands.getCommands(true);
  const declared = vscode.extensions.getExtension('sayso.sayso').packageJSON.contributes.commands.map((it) => it.command);
  check('every command of the palette is there', declared.every((it) => all.includes(it)), declared.filter((it) => !all.includes(it)));
}

exports.run = async () => {
  try {
    await namesAndLines();
    await outsideOfNewsrooms();
    await besideMarkdown();
    await leadsSomewhere();
    await settings();
    await commands();
  } catch (error) {
    check('no fault', false, String(error.stack ?? error));
  }
  // Whole at once: somebody waits for the file to be there.
  fs.writeFileSync(`${results()}.new`, JSON.stringify(found));
  fs.renameSync(`${results()}.new`, results());
};

// The fact-check sheet in a real browser: nothing is asked of a network, nothing is in the way of those who read by ear, and it looks as it
// should in light, dark, print and on a narrow screen. Pictures go to target/pictures.
//
//     node tests/sheet/sheet.mjs SHEET.html ...
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const pictures = resolve(import.meta.dirname, '../../target/pictures');
mkdirSync(pictures, { recursive: true });
let passed = 0;
const check = async (what, made) => {
  await made();
  passed += 1;
  console.log(`ok   ${what}`);
};

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});

// The page forbids scripts, so what looks at it has to be let past that; what is looked at is the page as it is.
const open = async (file, { width = 1120, height = 1000, scheme = 'light', bypass = true, scripts = true } = {}) => {
  const context = await browser.newContext({
    viewport: { width, height }, colorScheme: scheme, bypassCSP: bypass, javaScriptEnabled: scripts, deviceScaleFactor: 1,
  });
  const page = await context.newPage();
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  const errors = [];
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  await page.goto(pathToFileURL(resolve(file)).href);
  return { page, asked, errors, close: () => context.close() };
};

const violations = async (page) => {
  await page.evaluate(axe);
  const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(' | ')}`);
};

for (const file of process.argv.slice(2)) {
  const name = `sheet-${basename(file, '.html')}`;
  for (const [look, how] of [['light', {}], ['dark', { scheme: 'dark' }], ['narrow', { width: 390, height: 844 }]]) {
    const { page, close } = await open(file, how);
    await page.screenshot({ path: `${pictures}/${name}-${look}.png`, fullPage: true });
    if (look === 'light') await page.screenshot({ path: `${pictures}/${name}.png` });
    await check(`${name}, ${look}: nothing is in the way of assistive technology`, async () => {
      assert.deepEqual(await violations(page), []);
    });
    await check(`${name}, ${look}: the page is no wider than the screen`, async () => {
      const [wide, screen] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      assert.ok(wide <= screen, `${wide} > ${screen}`);
    });
    if (look === 'light') {
      await check(`${name}: every link within the page leads somewhere`, async () => {
        const [links, lost] = await page.evaluate(() => {
          const links = [...document.querySelectorAll('a[href^="#"]')].map((link) => link.getAttribute('href'));
          return [links.length, links.filter((href) => !document.getElementById(href.slice(1)))];
        });
        assert.ok(links > 10);
        assert.deepEqual(lost, []);
      });
    }
    await close();
  }

  const { page, asked, errors, close } = await open(file, { bypass: false, scripts: false });
  await check(`${name}: nothing is fetched and nothing goes wrong`, async () => {
    assert.deepEqual([asked.filter((url) => !url.startsWith('file:')), asked.length, errors], [[], 1, []]);
  });
  await check(`${name}: without scripts, one can choose what to see`, async () => {
    const rows = () => page.locator('.sentences tbody tr:not(.head):visible').count();
    const all = await rows();
    await page.getByLabel('open questions only').first().check();
    const open = await rows();
    await page.getByLabel('claims only').first().check();
    const need = await rows();
    await page.getByLabel('every sentence').first().check();
    assert.ok(open < all && need < all && need > 0 && (await rows()) === all, `${all}, ${need}, ${open}`);
  });
  await check(`${name}: a reader that speaks is told the headings, the tables and the drawings`, async () => {
    const tree = await page.locator('body').ariaSnapshot();
    for (const wanted of [/heading "Fact-check sheet" \[level=1\]/, /heading ".*" \[level=2\]/, /heading "Open questions" \[level=3\]/,
      /table "Every sentence, its standing/, /columnheader "Source"/, /rowheader "1"/, /img "How the information reached the article/]) {
      assert.match(tree, wanted);
    }
  });
  await check(`${name}: it prints`, async () => {
    const pdf = await page.pdf({ path: `${pictures}/${name}.pdf`, format: 'A4', preferCSSPageSize: true });
    assert.ok(pdf.length > 10_000);
  });
  await close();
}
await browser.close();
console.log(`${passed} checks passed`);

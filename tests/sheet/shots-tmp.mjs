import { chromium } from 'playwright-core';
import { pathToFileURL } from 'node:url';
const [file, prefix, scheme, width, ...sel] = process.argv.slice(2);
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox','--disable-gpu'] });
const c = await b.newContext({ viewport: { width: +width, height: 1000 }, colorScheme: scheme === 'print' ? 'light' : scheme });
const p = await c.newPage();
await p.goto(pathToFileURL(file).href);
if (scheme === 'print') await p.emulateMedia({ media: 'print' });
let i = 0;
for (const s of sel) { await p.evaluate(s => { const e = document.querySelector(s); scrollTo(0, e.getBoundingClientRect().top + scrollY - 10); }, s); await p.screenshot({ path: `${prefix}-${i++}.png` }); }
await b.close();

// Counts what was checked, says it, and fails loudly with the name of what did not hold.

import { isDeepStrictEqual } from 'node:util';

let passed = 0;

/** Takes note that `what` holds, or throws. */
export function check(what, ok, detail) {
  if (!ok) throw new Error(`${what}: ${JSON.stringify(detail)}`);
  passed += 1;
  console.log(`ok   ${what}`);
}

export function same(what, found, wanted) {
  check(what, isDeepStrictEqual(found, wanted), { found, wanted });
}

/** Runs the parts in order, ends the process with a code that says how it went. */
export async function runAll(parts, cleanUp = async () => {}) {
  let failed = 0;
  for (const [name, part] of parts) {
    const began = Date.now();
    try {
      await part();
      console.log(`     ${name}: ${((Date.now() - began) / 1000).toFixed(1)} s`);
    } catch (error) {
      failed += 1;
      console.log(`FAIL ${name}: ${error.stack}`);
    }
  }
  await cleanUp();
  // Only a run that held is counted: scripts/test adds up these lines.
  console.log(failed === 0 ? `${passed} checks passed` : `${failed} of ${parts.length} parts failed`);
  process.exit(failed === 0 ? 0 : 1);
}

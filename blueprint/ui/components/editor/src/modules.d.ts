/** Modules without types of their own; the bundler gives a style sheet and a drawing as text. */

declare module "markdown-it-deflist" {
  import type { PluginSimple } from "markdown-it";
  const plugin: PluginSimple;
  export default plugin;
}

declare module "markdown-it-footnote" {
  import type { PluginSimple } from "markdown-it";
  const plugin: PluginSimple;
  export default plugin;
}

declare module "*.css" {
  const text: string;
  export default text;
}

declare module "*.svg" {
  const text: string;
  export default text;
}

declare module "markdown-it/lib/rules_block/table.mjs" {
  import type { RuleBlock } from "markdown-it/lib/parser_block.mjs";
  const rule: RuleBlock;
  export default rule;
}

/** Formulas: TeX between dollar signs, shown as mathematics; a click, or Enter, opens what is written. */
/** @import { Editor } from "@tiptap/core" */
import { Node } from "@tiptap/core";
import { NodeSelection, Plugin, PluginKey } from "@tiptap/pm/state";
import { drawFormula } from "../../../../client/formulas.js";
import { message } from "../messages.js";

/**
 * @typedef {object} MathOptions
 * @property {string} mathUrl where the library is that draws formulas
 * @property {(at: number | undefined) => void} onFormulaOpen given the position of the formula
 */

export const MathNode = Node.create({
  name: "math",
  group: "inline",
  inline: true,
  atom: true,
  /** @returns {MathOptions} */
  addOptions: () => ({ mathUrl: "", onFormulaOpen: () => {} }),
  addAttributes: () => ({ source: { default: "" } }),
  parseHTML: () => [{ tag: "span[data-formula]", getAttrs: (dom) => ({ source: dom.dataset.formula }) }],
  renderHTML: ({ node }) => ["span", { "data-formula": node.attrs.source }, node.attrs.source],
  addNodeView() {
    const { mathUrl, onFormulaOpen } = this.options;
    return ({ node, getPos }) => {
      const dom = document.createElement("span");
      dom.className = "bp-formula";
      drawFormula(dom, node.attrs.source, mathUrl, message("formulaWrong"));
      dom.addEventListener("click", () => onFormulaOpen(getPos()));
      return { dom, ignoreMutation: () => true };
    };
  },
  addProseMirrorPlugins() {
    const { editor, options } = this;
    return [
      new Plugin({
        key: new PluginKey("math"),
        props: { handleKeyDown: (_, event) => event.key === "Enter" && openChosen(editor, options.onFormulaOpen) },
      }),
    ];
  },
});

/** @param {Editor} editor @param {MathOptions["onFormulaOpen"]} open */
function openChosen({ state: { selection } }, open) {
  if (!(selection instanceof NodeSelection) || selection.node.type.name !== "math") return false;
  open(selection.from);
  return true;
}

/** Material Symbols (Apache License 2.0), drawn with the colour of the text around them. */
import addColumn from "@material-symbols/svg-400/outlined/add_column_right.svg";
import addRow from "@material-symbols/svg-400/outlined/add_row_below.svg";
import addRowAbove from "@material-symbols/svg-400/outlined/add_row_above.svg";
import back from "@material-symbols/svg-400/outlined/keyboard_return.svg";
import bold from "@material-symbols/svg-400/outlined/format_bold.svg";
import bullets from "@material-symbols/svg-400/outlined/format_list_bulleted.svg";
import close from "@material-symbols/svg-400/outlined/close.svg";
import footnote from "@material-symbols/svg-400/outlined/asterisk.svg";
import formula from "@material-symbols/svg-400/outlined/functions.svg";
import headRow from "@material-symbols/svg-400/outlined/toolbar.svg";
import image from "@material-symbols/svg-400/outlined/image.svg";
import italic from "@material-symbols/svg-400/outlined/format_italic.svg";
import link from "@material-symbols/svg-400/outlined/link.svg";
import numbers from "@material-symbols/svg-400/outlined/format_list_numbered.svg";
import open from "@material-symbols/svg-400/outlined/arrow_drop_down.svg";
import quotation from "@material-symbols/svg-400/outlined/format_quote.svg";
import redo from "@material-symbols/svg-400/outlined/redo.svg";
import removeColumn from "@material-symbols/svg-400/outlined/splitscreen_right.svg";
import removeRow from "@material-symbols/svg-400/outlined/splitscreen_bottom.svg";
import removeTable from "@material-symbols/svg-400/outlined/grid_off.svg";
import source from "@material-symbols/svg-400/outlined/code.svg";
import strike from "@material-symbols/svg-400/outlined/strikethrough_s.svg";
import subscript from "@material-symbols/svg-400/outlined/subscript.svg";
import superscript from "@material-symbols/svg-400/outlined/superscript.svg";
import table from "@material-symbols/svg-400/outlined/table.svg";
import tasks from "@material-symbols/svg-400/outlined/checklist.svg";
import undo from "@material-symbols/svg-400/outlined/undo.svg";

const DRAWINGS = {
  addColumn,
  addRow,
  addRowAbove,
  back,
  bold,
  bullets,
  close,
  footnote,
  formula,
  headRow,
  image,
  italic,
  link,
  numbers,
  open,
  quotation,
  redo,
  removeColumn,
  removeRow,
  removeTable,
  source,
  strike,
  subscript,
  superscript,
  table,
  tasks,
  undo,
};

/** @typedef {keyof typeof DRAWINGS} IconName */

/** @param {IconName} name */
export function icon(name) {
  const holder = document.createElement("span");
  holder.className = "bp-icon";
  holder.setAttribute("aria-hidden", "true");
  // eslint-disable-next-line no-restricted-properties -- our own drawings; no text of a person comes near this
  holder.innerHTML = DRAWINGS[name];
  return holder;
}

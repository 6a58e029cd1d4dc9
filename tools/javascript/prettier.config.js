/** How our JavaScript and style sheets are laid out: as wide as the Python. */
export default { printWidth: 120 };

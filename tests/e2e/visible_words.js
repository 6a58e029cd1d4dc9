/* Every visible word of the page that is in no brackets of a pseudo-language: text nodes, tooltips, labels and
   placeholders, in shadow roots too. A sentence may run through several elements, so its brackets are counted. */
() => {
  const LATIN = /\p{Script=Latin}/u;
  const ATTRIBUTES = ["title", "aria-label", "placeholder", "alt", "data-label"];
  const found = [];

  const where = (element) => {
    const host = element.getRootNode().host;
    const named = element.closest("[data-testid], [class*=st-key-], [class^=bp-], [class^=fo-]") ?? element;
    const name = named.dataset?.testid ?? String(named.className).split(" ").slice(-1)[0] ?? named.tagName;
    return host ? `${name} in ${host.tagName.toLowerCase()}` : name;
  };
  const outside = (text) => {
    let depth = 0;
    let rest = "";
    for (const character of text) {
      if (character === "⟦") depth += 1;
      if (depth === 0) rest += character;
      if (character === "⟧") depth = Math.max(0, depth - 1);
    }
    return rest.trim();
  };
  const report = (text, element, kind) => {
    const rest = outside(text);
    if (LATIN.test(rest)) found.push({ words: rest.replace(/\s+/g, " "), kind, where: where(element) });
  };

  const walk = (root) => {
    const blocks = new Map();
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node instanceof Element) {
        if (!node.checkVisibility({ visibilityProperty: true })) continue;
        for (const name of ATTRIBUTES) if (node.hasAttribute(name)) report(node.getAttribute(name), node, name);
        if (node.shadowRoot) walk(node.shadowRoot);
        continue;
      }
      const element = node.parentElement;
      if (!element || element.closest("script, style, noscript, template, [data-testid*=Icon]")) continue;
      if (!node.data.trim() || !element.checkVisibility({ visibilityProperty: true })) continue;
      const block = element.closest("p, li, h1, h2, h3, h4, td, th, dt, dd, button, label, summary, a, option, div") ?? element;
      const outer = block.tagName === "A" || block.tagName === "BUTTON" ? block : block;
      blocks.set(outer, (blocks.get(outer) ?? "") + node.data);
    }
    for (const [block, text] of blocks) report(text, block, "text");
  };
  walk(document.body);
  return found;
}

// Every sentence that the picture shows or says, by key. {name} is replaced by a value.

const MESSAGES = {
  advances: "advances",
  advancing: "Proposals that advance it",
  caption: "Proposals by principles",
  claim: "{proposal} {stance} {principle}. {rationale}",
  gap: ": no proposal advances it",
  gapLegend: "no proposal advances it",
  nothing: "nothing",
  pointing: "Point at a mark, or press it, to read why it is there.",
  tension: "is in tension with",
  world: "A world {statement}",
};

/**
 * A message with its values filled in.
 * @param {keyof typeof MESSAGES} key
 * @param {Record<string, string>} [values]
 */
export function message(key, values = {}) {
  return MESSAGES[key].replace(/\{(\w+)\}/g, (placeholder, name) => values[name] ?? placeholder);
}

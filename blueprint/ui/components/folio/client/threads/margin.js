// The margin: cards stand beside their words and never on each other; the active one gets the best place.

const GAP = 10;

export function arrangeCards(folio) {
  const cards = [...folio.root.querySelectorAll(".fo-margin .fo-cards > *")];
  if (!cards.length || getComputedStyle(cards[0]).position !== "absolute") return clearMargin(folio, cards);
  const sheet = folio.root.querySelector(".fo-sheet");
  const top = sheet.getBoundingClientRect().top;
  const places = cards.map((card) => ({
    card,
    wanted: wantedTop(folio, card) - top,
    height: card.offsetHeight,
    origin: card.parentElement.getBoundingClientRect().top - top,
  }));
  places.sort((a, b) => a.wanted - b.wanted);
  stack(
    places,
    Math.max(
      0,
      places.findIndex(({ card }) => card.classList.contains("fo-active")),
    ),
  );
  for (const { card, at, origin } of places) card.style.top = `${at - origin}px`;
  const last = places.at(-1);
  sheet.style.minHeight = `${Math.max(...places.map(({ at, height }) => at + height), last ? last.at + last.height : 0)}px`;
}

function clearMargin(folio, cards) {
  for (const card of cards) card.style.top = "";
  const sheet = folio.root.querySelector(".fo-sheet");
  if (sheet) sheet.style.minHeight = "";
}

function wantedTop(folio, card) {
  const words = folio.wordsOf(card);
  return (words || card.parentElement).getBoundingClientRect().top;
}

// From the active card down each goes as high as it may, from it up as low as it may; none above the sheet's top.
function stack(places, active) {
  for (let at = active; at < places.length; at += 1) {
    const above = at > active ? places[at - 1].at + places[at - 1].height + GAP : -Infinity;
    places[at].at = Math.max(places[at].wanted, above);
  }
  for (let at = active - 1; at >= 0; at -= 1) {
    places[at].at = Math.min(places[at].wanted, places[at + 1].at - places[at].height - GAP);
  }
  let floor = 0;
  for (const place of places) {
    place.at = Math.max(place.at, floor);
    floor = place.at + place.height + GAP;
  }
}

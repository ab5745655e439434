// Marks the first and the last control of each look that is new: those that no style sheet tells apart stand
// for each other, on all pages. Says which looks are seen now.
([controls, seen]) => {
  const TOLD_BY = ["class", "type", "open", "disabled", "aria-current", "aria-pressed", "aria-invalid"];
  const looks = new Map([[null, [...document.styleSheets].map(({ href }) => new URL(href ?? "", location).pathname).join()]]);
  const known = new Set(seen);
  const look = (element) => {
    if (!looks.has(element)) {
      const own = TOLD_BY.map((name) => element.getAttribute(name) ?? "").join();
      looks.set(element, `${look(element.parentElement)}>${element.localName}:${own}:${element.checked ?? ""}:${Boolean(element.placeholder)}`);
    }
    return looks.get(element);
  };
  document.querySelectorAll("[data-tried]").forEach((element) => element.removeAttribute("data-tried"));
  const fresh = [...document.querySelectorAll(controls)].filter((element) => element.checkVisibility() && !known.has(look(element)));
  const last = new Map();
  for (const element of fresh) {
    element.toggleAttribute("data-tried", !last.has(look(element)));
    last.set(look(element), element);
  }
  for (const element of last.values()) {
    element.toggleAttribute("data-tried", true);
  }
  return [...known, ...last.keys()];
}

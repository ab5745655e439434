// Marks the first and the last control of each look: those that no style sheet tells apart stand for each other.
(controls) => {
  const TOLD_BY = ["class", "type", "open", "disabled", "aria-current", "aria-pressed", "aria-invalid"];
  const looks = new Map([[null, ""]]);
  const look = (element) => {
    if (!looks.has(element)) {
      const own = TOLD_BY.map((name) => element.getAttribute(name) ?? "").join();
      looks.set(element, `${look(element.parentElement)}>${element.localName}:${own}:${element.checked ?? ""}:${Boolean(element.placeholder)}`);
    }
    return looks.get(element);
  };
  const last = new Map();
  for (const element of document.querySelectorAll(controls)) {
    element.toggleAttribute("data-tried", !last.has(look(element)));
    last.set(look(element), element);
  }
  for (const element of last.values()) {
    element.toggleAttribute("data-tried", true);
  }
}

// The rule desk until its editor is there: plain text boxes, which open at their line.
//
// The editor is large. It comes with the first sign of a person, so that the page is there at once.

const SIGNS = ["pointerover", "keydown", "focusin"];
const seen = new AbortController();

function comes() {
  seen.abort();
  document.head.append(Object.assign(document.createElement("script"), { src: document.getElementById("draft").dataset.bundle }));
}

// Chooses a line of a box, and shows it below the two before it.
function show(box, number) {
  const lines = box.value.split("\n");
  const start = lines.slice(0, number - 1).join("\n").length + Math.sign(number - 1);
  box.setSelectionRange(start, start + lines[number - 1].length);
  box.scrollTop = (number - 3) * parseFloat(getComputedStyle(box).lineHeight);
}

// What the browser itself puts back into the boxes is there by then.
addEventListener("pageshow", () => {
  for (const box of document.querySelectorAll("textarea[data-at]")) {
    if (box.value === box.defaultValue) {
      show(box, Number(box.dataset.at));
    }
  }
  SIGNS.forEach((sign) => addEventListener(sign, comes, { signal: seen.signal }));
}, { once: true });

// The editor of the rule desk: CodeMirror in place of each text box, which keeps the text.
//
// It lives in a shadow root, where its styles are style sheets made by script: the policy of the
// pages allows no style elements. Without it, the desk works with plain text boxes; whatever was
// typed, chosen or scrolled there until it came stays.

import { autocompletion, closeBrackets, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { yaml } from "@codemirror/lang-yaml";
import { bracketMatching, foldGutter, foldKeymap, HighlightStyle, indentOnInput, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { EditorSelection, EditorState } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const PAUSE = 1200; // milliseconds without a change, after which the draft is checked

const form = document.getElementById("draft");
const check = document.getElementById("check");
const words = JSON.parse(form.dataset.words);

const look = EditorView.theme({
  "&": { border: "1px solid var(--edge)", borderRadius: "var(--round)", background: "var(--card)", color: "var(--ink)", fontSize: "0.875rem", height: "min(36rem, 70vh)" },
  "&.cm-focused": { outline: "3px solid var(--accent)", outlineOffset: "2px" },
  ".cm-scroller": { fontFamily: "ui-monospace, SFMono-Regular, Menlo, Consolas, monospace", lineHeight: "1.5" },
  ".cm-content": { caretColor: "var(--ink)", minHeight: "12rem" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-gutters": { background: "var(--paper)", color: "var(--quiet)", borderRight: "1px solid var(--line)" },
  ".cm-activeLine, .cm-activeLineGutter": { background: "var(--tint)" },
  "& .cm-selectionLayer .cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground": { background: "var(--track)" },
  ".cm-panels, .cm-tooltip": { background: "var(--card)", color: "var(--ink)", border: "1px solid var(--edge)" },
  ".cm-tooltip-autocomplete > ul > li[aria-selected]": { background: "var(--accent)", color: "var(--on-accent)" },
  ".cm-completionDetail": { color: "inherit" },
  ".cm-textfield, .cm-button": { background: "var(--card)", color: "var(--ink)", border: "1px solid var(--edge)", backgroundImage: "none" },
  ".cm-foldPlaceholder": { background: "var(--track)", color: "var(--ink)", border: "0" },
});
const colours = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: "var(--accent)" },
  { tag: [tags.string, tags.special(tags.string), tags.attributeValue], color: "var(--for)" },
  { tag: [tags.number, tags.bool, tags.atom, tags.keyword], color: "var(--against)" },
  { tag: [tags.comment, tags.lineComment], color: "var(--quiet)", fontStyle: "italic" },
  { tag: [tags.punctuation, tags.separator, tags.squareBracket, tags.brace], color: "var(--quiet)" },
]);

// What there is to write: keywords, inputs, facts and ids of rules.
function completions(context) {
  const word = context.matchBefore(/[\w.-]+/);
  if (!word && !context.explicit) {
    return null;
  }
  return { from: word ? word.from : context.pos, options: words, validFor: /^[\w.-]*$/ };
}

// A field above holds a number of the text: what changes in one changes in the other.
class Field {
  constructor(input, view) {
    [this.input, this.view] = [input, view];
    [this.from, this.to] = [Number(input.dataset.from), Number(input.dataset.to)];
    input.addEventListener("input", () => this.write({ scrollIntoView: true, selection: EditorSelection.cursor(this.from) }));
  }
  write(look = {}) {
    const { input, view, from, to } = this;
    input.setAttribute("aria-invalid", String(!input.checkValidity()));
    if (input.checkValidity() && input.value !== view.state.sliceDoc(from, to)) {
      view.dispatch({ changes: { from, to, insert: input.value }, ...look });
    }
  }
  follow(update) {
    this.from = update.changes.mapPos(this.from, -1);
    this.to = update.changes.mapPos(this.to, 1);
    if (form.getRootNode().activeElement !== this.input) {
      const written = update.state.sliceDoc(this.from, this.to);
      this.input.value = written;
      this.input.disabled = !/^-?\d+(\.\d+)?$/.test(written);
    }
  }
  // A change that goes beyond the number leaves it nowhere to be found.
  outlasts({ from, to }) {
    return to <= this.from || from >= this.to || (from >= this.from && to <= this.to);
  }
}

// What the fields hold, the texts say.
form.addEventListener("formdata", ({ formData }) => {
  for (const name of [...formData.keys()].filter((each) => each.startsWith("set:"))) {
    formData.delete(name);
  }
});

let waiting = 0;
function checkSoon() {
  clearTimeout(waiting);
  waiting = setTimeout(() => check.click(), PAUSE);
}
check.addEventListener("click", () => clearTimeout(waiting));

function editor(box) {
  const host = document.createElement("div");
  host.className = "editor";
  box.after(host);
  const place = placeIn(box);
  box.hidden = true;
  const root = host.attachShadow({ mode: "open" });
  const fields = [];
  const changed = EditorView.updateListener.of((update) => {
    if (update.docChanged) {
      box.value = update.state.doc.toString();
      fields.forEach((field) => field.follow(update));
      checkSoon();
    }
  });
  const label = form.querySelector(`label[for="${box.id}"]`);
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: box.defaultValue,
      extensions: [
        lineNumbers(), foldGutter(), lintGutter(), history(), drawSelection(), indentOnInput(), bracketMatching(), closeBrackets(),
        highlightActiveLine(), highlightActiveLineGutter(), highlightSelectionMatches(), search({ top: true }),
        yaml(), syntaxHighlighting(colours), autocompletion({ override: [completions] }),
        keymap.of([...completionKeymap, ...searchKeymap, ...lintKeymap, ...foldKeymap, ...historyKeymap, ...defaultKeymap]),
        EditorView.contentAttributes.of({ "aria-label": label.textContent, "aria-multiline": "true", tabindex: "0", spellcheck: "false" }),
        EditorState.phrases.of(JSON.parse(form.dataset.phrases)),
        look, changed,
      ],
    }),
  });
  label.addEventListener("click", () => view.focus());
  for (const input of document.querySelectorAll(`input[data-of="${box.id}"]`)) {
    fields.push(new Field(input, view));
  }
  takeOver(box, view, fields, place);
  return { box, host, view };
}

// Where somebody is in a box: what is chosen, the line at its top, whether they type there.
function placeIn(box) {
  const top = Math.floor(box.scrollTop / parseFloat(getComputedStyle(box).lineHeight));
  return { anchor: box.selectionStart, head: box.selectionEnd, top, isFocused: document.activeElement === box };
}

// What was typed into the box and the fields before, here or before coming back to the page.
function takeOver(box, view, fields, { anchor, head, top, isFocused }) {
  const change = difference(box.defaultValue, box.value);
  for (const field of fields.splice(0)) {
    if (field.outlasts(change)) {
      fields.push(field);
    } else {
      field.input.closest("fieldset").hidden = true;
    }
  }
  const typed = fields.filter(({ input }) => input.value !== input.defaultValue).map((field) => [field, field.input.value]);
  if (box.value !== box.defaultValue) {
    view.dispatch({ changes: change });
  }
  view.dispatch({ selection: { anchor, head } });
  for (const [field, text] of typed) {
    field.input.value = text;
    field.write();
  }
  const { doc } = view.state;
  const { from } = doc.line(Math.min(top + 1, doc.lines));
  view.requestMeasure({ read: () => view.lineBlockAt(from).top, write: (height) => { view.scrollDOM.scrollTop = height; } });
  if (isFocused) {
    view.focus();
  }
}

// The one stretch in which two texts differ.
function difference(before, after) {
  const shorter = Math.min(before.length, after.length);
  let from = 0;
  while (from < shorter && before[from] === after[from]) {
    from++;
  }
  let same = 0;
  while (same < shorter - from && before.at(-1 - same) === after.at(-1 - same)) {
    same++;
  }
  return { from, to: before.length - same, insert: after.slice(from, after.length - same) };
}

function go({ view }, line) {
  const found = view.state.doc.line(Math.min(Math.max(line, 1), view.state.doc.lines));
  view.dispatch({ selection: { anchor: found.from, head: found.to }, effects: EditorView.scrollIntoView(found.from, { y: "center" }) });
}

// Faults on their lines, as the last check found them.
function mark({ box, view }) {
  const { doc } = view.state;
  const found = [...document.querySelectorAll("#result .faults li[data-line]")].filter((fault) => fault.dataset.box === box.id);
  view.dispatch(setDiagnostics(view.state, found.map((fault) => {
    const line = doc.line(Math.min(Number(fault.dataset.line), doc.lines));
    const from = Math.min(line.from + Number(fault.dataset.column) - 1, line.to);
    return { from, to: Math.max(line.to, from), severity: fault.classList.contains("error") ? "error" : "warning", message: fault.dataset.message };
  })));
}

// Several files are tabs.
function choose(editors, chosen) {
  for (const one of editors) {
    one.box.closest(".file").hidden = one !== chosen;
    one.tab?.setAttribute("aria-pressed", String(one === chosen));
  }
  chosen.view.requestMeasure();
}

// Each box in a task of its own, so that the page can answer in between.
const pause = () => new Promise((resolve) => { setTimeout(resolve); });
async function start() {
  const editors = [];
  for (const box of form.querySelectorAll("textarea")) {
    await pause();
    editors.push(editor(box));
  }
  await pause();
  equip(editors);
}
function equip(editors) {
  const tabs = document.getElementById("tabs");
  if (editors.length > 1) {
    tabs.hidden = false;
    for (const one of editors) {
      one.tab = document.createElement("button");
      one.tab.type = "button";
      one.tab.className = "tab";
      one.tab.textContent = one.box.dataset.file;
      one.tab.addEventListener("click", () => choose(editors, one));
      tabs.append(one.tab);
    }
  }
  const first = editors.find(({ box }) => box.dataset.at) ?? editors.at(-1);
  choose(editors, first);
  editors.forEach(mark);

  document.addEventListener("htmx:after:swap", () => editors.forEach(mark));
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-line]");
    const one = link && editors.find(({ box }) => box.id === link.dataset.box);
    if (one) {
      event.preventDefault();
      choose(editors, one);
      go(one, Number(link.dataset.line));
      one.view.focus();
    }
  });
}
start();

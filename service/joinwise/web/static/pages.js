// What pages do beyond htmx: say when an answer did not come, and go on to the next question.

const says = document.body.dataset; // in the language of the page

let answered = false;
let sent = "";

function tell(message) {
  const place = document.getElementById("lost");
  if (place) {
    (place.querySelector("span") ?? place).textContent = message;
    place.querySelector("button")?.toggleAttribute("hidden", message === says.full); // sending it again adds no room
    place.hidden = !message;
  }
}

function filledIn(form) {
  return form instanceof HTMLFormElement ? new URLSearchParams(new FormData(form)).toString() : "";
}

document.addEventListener("htmx:before:request", (event) => {
  sent = filledIn(event.target);
  const asked = document.getElementById("asked");
  answered = Boolean(asked && asked.contains(document.activeElement));
});
// Whoever typed on since is left alone: the field is sent, and answered, when it is left. So is
// whoever is pressing a button, which would move away; it is answered when it is let go.
let pressing = false;
document.addEventListener("pointerdown", ({ target }) => {
  pressing = Boolean(target.closest?.("button"));
});
for (const end of ["pointerup", "pointercancel"]) {
  document.addEventListener(end, () => {
    pressing = false;
  });
}
document.addEventListener("htmx:before:swap", (event) => {
  if (pressing || filledIn(event.target) !== sent) {
    event.preventDefault();
  }
});
// This comes after an error too, though nothing was swapped.
document.addEventListener("htmx:after:swap", ({ detail }) => {
  if (detail.ctx.response.status < 400) {
    tell("");
  }
  if (answered) {
    (document.querySelector("#asked :is(input:not([type=hidden]), button)") ?? document.getElementById("link"))?.focus();
  }
});
// The address says what the page shows: going back to it, loading it again or copying it loses nothing.
function readdress() {
  const address = document.querySelector("[data-address]")?.dataset.address;
  if (address) {
    history.replaceState(history.state, "", address);
  }
}
document.addEventListener("htmx:after:swap", readdress);
if (!location.search) {
  readdress();
}
document.addEventListener("htmx:error", () => tell(says.sent));
const REFUSALS = { 401: says.unknown, 413: says.large, 429: says.busy, 503: says.busy };
document.addEventListener("htmx:response:error", ({ detail }) => {
  tell(REFUSALS[detail.ctx.response.status] ?? says.refused);
});

// A slider writes into the field beside it; all the way up means no limit, where there is none.
// While it is dragged, what it decides is shown at once; the whole answer comes when it is let go.
document.addEventListener("input", ({ target }) => {
  const field = document.getElementById(target.dataset?.into);
  if (field) {
    const isAll = "unlimited" in target.dataset && Number(target.value) >= Number(target.max);
    field.value = isAll ? "" : target.value;
    const shown = document.querySelector(`output[for="${target.id}"]`);
    if (shown) {
      shown.value = Number(target.value).toLocaleString(navigator.languages, { maximumFractionDigits: 2 });
    }
    show(field.form);
  }
});
let showing = false;
async function show(form) {
  if (showing) {
    return;
  }
  showing = true;
  const asked = filledIn(form);
  try {
    const response = await fetch(form.action, { method: "POST", body: new URLSearchParams(asked) });
    if (response.ok) {
      refresh(new DOMParser().parseFromString(await response.text(), "text/html"));
    }
  } catch {
    // Letting go sends it again, and tells what is wrong.
  } finally {
    showing = false;
  }
  if (filledIn(form) !== asked) {
    show(form);
  }
}
function refresh(page) {
  for (const part of document.querySelectorAll("[data-live]")) {
    const fresh = page.querySelector(`[data-live="${part.dataset.live}"]`);
    if (fresh) {
      part.className = fresh.className;
      part.innerHTML = fresh.innerHTML;
    }
  }
}
// What the answer itself changed is shown as it says.
document.addEventListener("htmx:after:swap", () => {
  for (const each of document.querySelectorAll("[data-fresh]")) {
    each.value = each.defaultValue;
  }
});

// A problem's link opens the folded section that holds its field.
function unfold() {
  const target = location.hash && document.getElementById(location.hash.slice(1));
  const folded = target && target.closest("details");
  if (folded) {
    folded.open = true;
    target.scrollIntoView();
    target.focus?.();
  }
}
addEventListener("hashchange", unfold);
unfold();

// Whoever pressed "Save this advice" on one of our pages has been asked.
const atOnce = document.querySelector("[data-at-once]");
if (atOnce && document.referrer.startsWith(`${location.origin}/`) && performance.getEntriesByType("navigation")[0]?.type === "navigate") {
  atOnce.submit();
}

// Times come in UTC, and are shown in the zone of the browser.
const local = new Intl.DateTimeFormat(navigator.languages, { dateStyle: "medium", timeStyle: "short" });
for (const time of document.querySelectorAll("time[datetime]")) {
  time.title = time.textContent;
  time.textContent = local.format(new Date(time.dateTime));
}

// A list of a question waits until it is done.
document.addEventListener("change", (event) => {
  if (event.target.closest?.("[data-wait]")) {
    event.stopImmediatePropagation();
  }
}, true);

// What only a browser with scripts can do is shown by them.
function equip() {
  for (const each of document.querySelectorAll("[data-copy], [data-print], [data-add], [data-list], .find, .drag")) {
    each.hidden = false;
  }
}
document.addEventListener("htmx:after:swap", () => document.querySelector(".problems")?.parentElement.querySelector("[aria-invalid]")?.focus());
document.addEventListener("htmx:after:swap", equip);
equip();
document.addEventListener("click", async ({ target }) => {
  if (target.closest?.("[data-print]")) {
    print();
  }
  const copy = target.closest?.("[data-copy]");
  if (copy) {
    await navigator.clipboard?.writeText(location.href);
    copy.textContent = says.copied;
  }
});

// Where the service is, which may be below a path.
const home = document.querySelector("a.brand").getAttribute("href");

// My list: the groups to compare, kept in this browser as what their links say.
const LIST = "joinwise.list";
function listed() {
  try {
    const found = JSON.parse(localStorage.getItem(LIST) ?? "[]");
    return Array.isArray(found) ? found.filter((each) => typeof each === "string") : [];
  } catch {
    return [];
  }
}
const named = (query) => new URLSearchParams(query).get("name");
function compared(queries) {
  const all = queries.flatMap((query, number) =>
    [...new URLSearchParams(query)].map(([name, text]) => [`${number}.${name}`, text]));
  return `${home}compare?${new URLSearchParams(all)}`;
}
const shownGroups = () => JSON.parse(document.querySelector("[data-groups]")?.dataset.groups ?? "[]");
const sorted = (query) => [...new URLSearchParams(query)].map(String).sort().join("&");
const areAlike = (one, other) => one.length === other.length && one.every((each, place) => sorted(each) === sorted(other[place]));
function showList() {
  const place = document.getElementById("my-list");
  const queries = listed();
  if (place) {
    place.hidden = !queries.length;
    place.querySelector("a").href = compared(queries);
    place.querySelector("span").textContent = queries.length;
  }
  const keep = document.querySelector("[data-list]");
  if (keep) {
    keep.disabled = areAlike(shownGroups(), queries);
  }
  const add = document.querySelector("[data-add]");
  if (add) {
    add.textContent = queries.includes(add.dataset.add) ? says.listed : says.unlisted;
  }
}
function keepList(queries) {
  try {
    localStorage.setItem(LIST, JSON.stringify(queries));
  } catch {
    tell(says.full);
  }
  showList();
}
function changeList(query) {
  const others = listed().filter((each) => named(each) !== named(query));
  keepList(listed().includes(query) ? others : [...others, query]);
}
document.addEventListener("click", ({ target }) => {
  const add = target.closest?.("[data-add]");
  if (add) {
    changeList(add.dataset.add);
  }
  if (target.closest?.("[data-list]")) {
    keepList(shownGroups());
  }
});
addEventListener("storage", showList);
document.addEventListener("htmx:after:swap", showList);
showList();

// What is folded is printed, too.
addEventListener("beforeprint", () => document.querySelectorAll(".take-along").forEach((each) => { each.open = true; }));

// Finds fields by what they ask for.
document.addEventListener("input", ({ target }) => {
  if (target.id === "find") {
    const words = target.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const row of document.querySelectorAll(".rest .row")) {
      const text = row.textContent.toLowerCase();
      row.hidden = !words.every((word) => text.includes(word));
    }
    for (const section of document.querySelectorAll(".rest details")) {
      section.hidden = !section.querySelector(".row:not([hidden])");
      section.open = words.length ? !section.hidden : section.open;
    }
  }
});
document.addEventListener("change", (event) => {
  if (event.target.id === "find") {
    event.stopImmediatePropagation();
  }
}, true);

// If there is no connection, a page of our own says so.
addEventListener("load", () => {
  navigator.serviceWorker?.register(`${home}offline-worker.js`).catch(() => {});
});

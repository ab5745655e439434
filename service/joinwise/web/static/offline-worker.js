// Without a connection a page of our own is shown, with its style; all else goes its usual way.
const KEPT = "joinwise-offline";
const PAGE = "offline";
const STYLE = "static/pages.css";

addEventListener("install", (event) => {
  event.waitUntil(caches.open(KEPT).then((kept) => kept.addAll([PAGE, STYLE])));
});
addEventListener("fetch", (event) => {
  const { mode, url } = event.request;
  const kept = mode === "navigate" ? PAGE : url.endsWith(STYLE) ? STYLE : undefined;
  if (kept) {
    event.respondWith(fetch(event.request).catch(() => caches.match(kept, { ignoreVary: true })));
  }
});

// The calls can be tried in Swagger UI, which is large, and so comes when it is asked for.
const api = document.getElementById("api");

function loaded(name, properties) {
  const element = Object.assign(document.createElement(name), properties);
  document.head.append(element);
  return new Promise((resolve) => { element.addEventListener("load", resolve); });
}
async function openCalls() {
  removeEventListener("hashchange", openCalls);
  document.getElementById("try").hidden = true;
  const { bundle, style, document: url } = api.dataset;
  await Promise.all([loaded("link", { rel: "stylesheet", href: style }), loaded("script", { src: bundle })]);
  api.classList.add("opened");
  api.lang = "en";
  SwaggerUIBundle({ url, domNode: api, validatorUrl: null, deepLinking: true, defaultModelsExpandDepth: -1, onComplete: nameServers });
}
// What Swagger UI leaves without a name.
function nameServers() {
  document.getElementById("servers")?.setAttribute("aria-label", "Server");
}
// Its own colours for the dark go by a class of the document.
const dark = matchMedia("(prefers-color-scheme: dark)");
const dim = () => document.documentElement.classList.toggle("dark-mode", dark.matches);
dark.addEventListener("change", dim);
dim();

document.getElementById("try").hidden = false;
if (location.hash) {
  openCalls();
} else {
  addEventListener("hashchange", openCalls);
}

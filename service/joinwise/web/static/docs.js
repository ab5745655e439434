const place = document.getElementById("api");
SwaggerUIBundle({ url: place.dataset.document, domNode: place, validatorUrl: null, deepLinking: true });

// Its own colours for the dark go by a class of the document.
const dark = matchMedia("(prefers-color-scheme: dark)");
const dim = () => document.documentElement.classList.toggle("dark-mode", dark.matches);
dark.addEventListener("change", dim);
dim();

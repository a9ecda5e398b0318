// @ts-check
// Loads the index of the book only when somebody searches.

const query = new URLSearchParams(location.search).get("q")?.trim()
const field = /** @type {HTMLInputElement} */ (document.querySelector("#lw-q"))
const status = /** @type {HTMLElement} */ (document.querySelector("#search-progress"))
const here = new URL(".", import.meta.url)

/** @param {string} path */
const load = path =>
  new Promise((done, fail) => {
    const script = document.createElement("script")
    script.src = new URL(path, here).href
    script.onload = done
    script.onerror = () => fail(new Error(`${path} did not load`))
    document.head.append(script)
  })

async function search() {
  field.value = query ?? ""
  status.textContent = "Looking…"
  document.documentElement.dataset.content_root = "./"
  for (const path of ["documentation_options.js", "doctools.js", "sphinx_highlight.js", "language_data.js", "searchtools.js", "../searchindex.js"])
    await load(path)
}

if (query) search().catch(() => { status.textContent = "The search did not load. Please try again." })

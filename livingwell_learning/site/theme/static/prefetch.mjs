// @ts-check
// The next page is fetched while its reader's hand is on the way to it: a link under the mouse for a moment, in focus, or
// under a finger that does not scroll. Who saves data, or has a slow or metered line, fetches nothing before the press; and
// where a browser does not tell, nothing but the link that is being pressed.

const MOMENT = 65
const line = /** @type {{ saveData?: boolean, type?: string, effectiveType?: string } | undefined} */ (
  /** @type {any} */ (navigator).connection
)
/** @type {Set<string>} */
const fetched = new Set()
/** @type {ReturnType<typeof setTimeout> | undefined} */
let waiting

function spared() {
  if (matchMedia("(prefers-reduced-data: reduce)").matches) return true
  return !!line && (line.saveData || line.type === "cellular" || (line.effectiveType ?? "4g") !== "4g")
}

/** @param {EventTarget | null} target @returns {string} The address of a page of this site, other than this one. */
function pageOf(target) {
  const link = target instanceof Element ? target.closest("a") : null
  if (!link?.href || link.target || link.download || link.origin !== location.origin) return ""
  if (!/^https?:$/.test(link.protocol) || !/(\/|\.html)$/.test(link.pathname)) return ""
  return link.pathname === location.pathname ? "" : link.href.split("#")[0]
}

/** @param {string} address */
function prefetch(address) {
  if (fetched.has(address)) return
  fetched.add(address)
  // A link of the kind "prefetch" is refused in Firefox by a policy that names no source for it.
  fetch(address).catch(() => {})
}

/** @param {Event} event */
function intend(event) {
  clearTimeout(waiting)
  const pressed = event.type === "pointerdown"
  if (spared() || (!line && !pressed)) return
  const address = pageOf(event.target)
  if (address) waiting = setTimeout(prefetch, MOMENT, address)
}

// The first sign of a reader, which brought this module, may have been on a link already.
const now = [...document.querySelectorAll("a:hover, a:focus")].pop()
if (now && line && !spared() && pageOf(now)) waiting = setTimeout(prefetch, MOMENT, pageOf(now))

for (const sign of ["pointerover", "focusin", "pointerdown"]) addEventListener(sign, intend, { passive: true })
for (const sign of ["pointerout", "pointercancel", "focusout"]) addEventListener(sign, () => clearTimeout(waiting))

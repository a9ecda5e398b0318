// @ts-check
// Filters that stand in the address of a page, so that they stay when it is loaded anew and can be handed on.

/**
 * Reads traits from the address, and writes them there when they change. Words looked for stay out of it, because what
 * stands before the # is sent to whoever keeps the site. Only the first figure of its kind on a page has the address.
 * @param {import("../kit.mjs").View} view
 * @param {Record<string, (parts: string[]) => unknown>} readers Makes the value of each trait of what the address says; undefined if it says nothing that is known.
 */
export function addressed({ root, live, get, set, watch }, readers) {
  if (live || root.dataset.lwFigure) return
  const given = new URLSearchParams(location.search)
  const at = new Map(Object.keys(readers).map(name => [name, String(get(name))]))
  for (const [name, read] of Object.entries(readers)) {
    const value = read((given.get(name) ?? "").split(".").filter(Boolean))
    if (value !== undefined) set(name, value)
  }
  for (const name of Object.keys(readers))
    watch(name, () => {
      const url = new URL(location.href), value = get(name)
      if (String(value) === at.get(name)) url.searchParams.delete(name)
      else url.searchParams.set(name, [value].flat().join("."))
      if (url.href !== location.href) history.replaceState(history.state, "", url)
    })
}

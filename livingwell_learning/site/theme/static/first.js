// @ts-check
// Before anything is drawn: the reader's choice of light or dark. A page that is loaded again, or come back to, opens
// where its reader was, so it is laid out whole.
(() => {
  const root = document.documentElement
  try {
    const theme = localStorage.getItem("lw-theme")
    if (theme === "light" || theme === "dark") root.dataset.theme = theme
  } catch {
    // A browser that refuses storage follows the device.
  }
  const entry = /** @type {PerformanceNavigationTiming | undefined} */ (performance.getEntriesByType("navigation")[0])
  if (entry?.type !== "navigate") root.dataset.lwWhole = ""
})()

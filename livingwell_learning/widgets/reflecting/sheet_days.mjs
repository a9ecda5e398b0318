// @ts-check
// Days as a sheet needs them: this one, and any in words.

export const today = () => new Date(Date.now() - new Date().getTimezoneOffset() * 60_000).toISOString().slice(0, 10)
/** A day in words. @param {string} day */
export const inDays = day =>
  new Date(`${day}T12:00`).toLocaleDateString(document.documentElement.lang || "en-GB", { day: "numeric", month: "long", year: "numeric" })

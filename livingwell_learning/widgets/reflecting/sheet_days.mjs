// @ts-check
// Days as a sheet needs them: this one, and any in words.

export const today = () => new Date(Date.now() - new Date().getTimezoneOffset() * 60_000).toISOString().slice(0, 10)
let locale = "en-GB"
/** Says days from now on as the words of the sheet are said. @param {string | undefined} words */
export const speak = words => { locale = words ?? locale }
/** A day in words. @param {string} day */
export const inDays = day =>
  new Date(`${day}T12:00`).toLocaleDateString(locale, { day: "numeric", month: "long", year: "numeric" })

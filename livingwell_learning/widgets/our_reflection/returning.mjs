// @ts-check
// Rounds and boxes that come back from their files: a closed one to be seen again, a paused one to go on with.

import { Round } from "../../reflection/rounds.mjs"

/** @typedef {import("./group.mjs").Our} Our */
/** @typedef {import("./room.mjs").Tale} Tale */

const WAYS = ["box", "form", "paper", "codes"]
const KNOWN_WAYS = ["box", "form", "paper", "code", "rehearsal"]

/** Whether two set-ups may think of the same; one that does not say may. @param {string} one @param {string} other */
export function alike(one, other) {
  const [mine, theirs] = [one, other].map(text => text.trim().toLowerCase().replace(/\s+/g, " "))
  return !mine || !theirs || mine === theirs
}

/** Shows a closed round, beside the present one if there is any. @param {Our} our @param {import("../../reflection/files.mjs").Kept} kept @param {string} name */
export function reopen({ t, room, refresh, toSee }, kept, name) {
  const round = Round.reopened(kept)
  if (!room.empty && room.round.madeUp !== round.madeUp) return t("our_says.not_mixed", { name })
  if (room.earlier && room.empty) {
    // The older of two files stands above.
    const [first, second] = [room.earlier, round].sort((a, b) => (a.closed < b.closed ? -1 : 1))
    room.earlier = first
    room.round = second
  } else room.earlier = round
  refresh()
  setTimeout(toSee)
  return t("our_says.reopened", { name })
}

/** Goes on with a paused box, or adds it to the one that is open. @param {Our} our @param {ReturnType<typeof import("../../reflection/files.mjs").readPause>} paused @param {string} name */
export function join({ t, room, refresh, showSetUp }, paused, name) {
  const { questions, about, floor, madeUp, people } = paused
  if (room.round.closed && room.round.kept) return t("our_says.kept_takes_none", { name })
  if (room.empty) {
    room.floor = Math.max(room.floor, floor)
    const setUp = { about, pairs: questions.pairs, hoped: questions.hoped, ways: WAYS }
    showSetUp(setUp)
    room.forget(setUp, madeUp)
  } else if (room.round.madeUp !== madeUp) return t("our_says.not_mixed", { name })
  else if (JSON.stringify([questions.pairs, questions.hoped]) !== JSON.stringify([room.questions.pairs, room.questions.hoped])) return t("our_says.other_pause", { name })
  if (!room.round.closed) room.round.parts = [...new Set([...room.round.parts, ...paused.parts])]
  const tales = [...new Set(people.map(({ way }) => way))].map(way => room.add(
    people.filter(person => person.way === way).map(person => ({ ...person, part: room.round.parts.includes(person.part) ? person.part : "" })), KNOWN_WAYS.includes(way) ? way : "box"))
  const sum = (/** @type {keyof Tale} */ what) => tales.reduce((total, tale) => total + tale[what], 0)
  refresh()
  return [t("our_says.joined", { name, count: sum("added") }), alike(about, room.round.about) ? "" : t("our_says.joined_about", { about }), sum("repeated") ? t("our_says.took_repeated", { count: sum("repeated") }) : ""].filter(Boolean).join(" ")
}

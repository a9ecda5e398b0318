// @ts-check
// A group's round: answers come in unseen, it closes once, and no view gives a few people away. The twin of rounds.py.

import { own, whens } from "./questions.mjs"
import { FLOOR, NOT_GIVEN, SPLIT_SQUARE_FROM, SQUARE_FROM, count } from "./tallies.mjs"

/** @typedef {import("./questions.mjs").Questions} Questions */
/** @typedef {import("./questions.mjs").Answers} Answers */
/** @typedef {import("./tallies.mjs").Tally} Tally */
/** @typedef {import("./files.mjs").Person} Person */
/** @typedef {import("./files.mjs").Kept} Kept */
/** @typedef {{ pair: string, when: string, joined: Set<Person>, split: boolean, squared: Set<Person>, parted: Set<Person> }} Shown */

export class RoundError extends Error {
  /** @param {string} reason `open`, `closed`, `few`, `unsettled`, `kept` or `part` @param {number} [number] */
  constructor(reason, number = 0) {
    super(reason)
    this.reason = reason
    this.number = number
  }
}

/** @param {unknown} a @param {unknown} b */
const same = (a, b) => canonical(a) === canonical(b)

/** @param {unknown} value @returns {string} */
const canonical = (value) =>
  JSON.stringify(value, (_, inner) =>
    inner && typeof inner === "object" && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )

export class Round {
  /**
   * @param {Questions} questions
   * @param {{ about?: string, floor?: number, madeUp?: boolean, parts?: string[] }} [options]
   */
  constructor(questions, { about = "", floor = FLOOR, madeUp = false, parts = [] } = {}) {
    this.questions = questions
    this.about = about
    this.floor = Math.max(FLOOR, floor)
    this.madeUp = madeUp
    this.parts = parts
    /** @type {Person[]} */
    this.people = []
    /** @type {Person[]} answers that came again under a mark, and differ */
    this.conflicts = []
    this.repeated = 0
    this.closed = ""
    /** @type {Map<string, Shown>} */
    this.questionsShown = new Map()
    this.atClosing = 0
    /** @type {Kept | null} */
    this.kept = null
  }

  /** A closed round of counts alone, as a file holds it. @param {Kept} kept */
  static reopened(kept) {
    const round = new Round(kept.questions, kept)
    round.kept = kept
    round.closed = kept.closed
    return round
  }

  /** How many people are in. */
  get counted() {
    return this.kept ? this.kept.people : this.people.length
  }

  /**
   * Take one person's answers.
   * @param {{ answers: Answers, mark: number, way?: string, part?: string }} given
   * @returns {"added" | "repeated" | "asked"} asked: the same mark with other answers, which wait for `settle`
   */
  add({ answers, mark, way = "box", part = "" }) {
    if (this.kept) throw new RoundError("kept")
    if (part && !this.parts.includes(part)) throw new RoundError("part")
    const person = { answers, mark, way, part }
    const known = [...this.people, ...this.conflicts].filter((other) => other.mark === mark)
    if (known.some((other) => same(other.answers, answers))) {
      this.repeated++
      return "repeated"
    }
    if (known.length) {
      this.conflicts.push(person)
      return "asked"
    }
    this.people.push(person)
    this.#admit()
    return "added"
  }

  /** @param {number} mark @param {"first" | "last" | "both"} keep */
  settle(mark, keep) {
    const waiting = this.conflicts.filter((person) => person.mark === mark)
    if (!waiting.length) return
    if (this.closed && keep === "last") throw new RoundError("closed")
    this.conflicts = this.conflicts.filter((person) => person.mark !== mark)
    if (keep === "last") this.people = [...this.people.filter((person) => person.mark !== mark), waiting[waiting.length - 1]]
    if (keep === "both") {
      this.people.push(...waiting)
      this.#admit()
    }
  }

  /**
   * Take one person's answers out; only while the round is open.
   * @param {number} mark @param {Answers} [answers] the answers themselves, where several people may share a mark
   */
  withdraw(mark, answers) {
    if (this.closed) throw new RoundError("closed")
    /** @param {Person} person */
    const stays = (person) => person.mark !== mark || (answers !== undefined && !same(person.answers, answers))
    this.people = this.people.filter(stays)
    this.conflicts = this.conflicts.filter(stays)
  }

  /** Close the round; what it shows is settled now. @param {string} day `YYYY-MM-DD` */
  close(day) {
    if (this.closed) throw new RoundError("closed")
    if (this.conflicts.length) throw new RoundError("unsettled", this.conflicts.length)
    if (this.people.length < this.floor) throw new RoundError("few", this.floor - this.people.length)
    this.closed = day
    this.atClosing = this.people.length
    for (const pair of this.questions.pairs)
      for (const when of whens(this.questions)) {
        const whole = this.people.filter((person) => this.#isWhole(person, pair, when))
        const sizes = [...this.parts, ...whole.map((person) => person.part)].map(
          (part) => whole.filter((person) => person.part === part).length)
        const joined = new Set(whole.length >= this.floor ? whole : [])
        const split = this.parts.length > 0 && sizes.every((size) => size >= this.floor)
        this.questionsShown.set(`${pair} ${when}`, { pair, when, joined, split, squared: new Set(), parted: new Set() })
      }
    this.#square()
  }

  /** How many late answers wait, for at least one question, until five can join. */
  waiting() {
    const questions = [...this.questionsShown.values()]
    return this.people.slice(this.atClosing).filter((person) => questions.some((question) => this.#waits(person, question))).length
  }

  /** @param {Person} person @param {string} pair @param {string} when */
  #isWhole(person, pair, when) {
    const mine = own(own(person.answers, pair), when)
    return this.questions.sides.every((side) => own(mine, side) !== undefined)
  }

  /** @param {Person} person @param {{ pair: string, when: string, joined: Set<Person> }} question */
  #waits(person, { pair, when, joined }) {
    return !joined.has(person) && this.#isWhole(person, pair, when)
  }

  #admit() {
    for (const question of this.questionsShown.values()) {
      const late = this.people.filter((person) => this.#waits(person, question))
      const parts = question.split ? late.map((person) => person.part) : [""]
      const sizes = question.split ? parts.map((part) => late.filter((one) => one.part === part).length) : [late.length]
      if (late.length && sizes.every((size) => size >= this.floor)) for (const person of late) question.joined.add(person)
    }
    this.#square()
  }

  /** Lets those who joined be squared, too, where no two squares then tell those of fewer people than they may. */
  #square() {
    for (const { joined, split, squared, parted } of this.questionsShown.values()) {
      if (joined.size - squared.size >= Math.max(this.floor, SQUARE_FROM)) for (const person of joined) squared.add(person)
      const coming = [...squared].filter((person) => !parted.has(person))
      const least = Math.max(this.floor, SPLIT_SQUARE_FROM)
      if (split && [...squared].every(({ part }) => coming.filter((one) => one.part === part).length >= least))
        for (const person of coming) parted.add(person)
    }
  }

  /** Counts of everybody and of each part, by question. @returns {Tally[]} */
  tallies() {
    if (!this.closed) throw new RoundError("open")
    if (this.kept) return this.kept.tallies
    return [...this.questionsShown.values()].flatMap(({ pair, when, joined, split, squared, parted }) => {
      const people = [...joined]
      /** @param {Person[]} some @param {string} [part] @param {Person[]} [inSquare] */
      const counted = (some, part, inSquare = some) => {
        const [whole, square] = [some, inSquare].map((those) => count(this.questions, pair, when, those.map((person) => person.answers), part))
        return { ...whole, square: square.square }
      }
      // Blanks are of those who were in at closing: one late answer must not show by what it left blank.
      const { blank } = counted(this.people.slice(0, this.atClosing))
      const parts = split ? [...new Set([...this.parts, ...people.map((person) => person.part).sort()])] : []
      return [
        { ...counted(people, "", [...squared]), blank },
        ...parts.map((part) => {
          const [mine, own] = [people, [...parted]].map((some) => some.filter((person) => person.part === part))
          return counted(mine, part || NOT_GIVEN, own)
        }),
      ]
    })
  }
}

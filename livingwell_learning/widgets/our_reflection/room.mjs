// @ts-check
// The group's round as the page holds it, in memory alone: what came in, by which way, and what was taken out again.

import { Round } from "../../reflection/rounds.mjs"
import { clean } from "../../reflection/questions.mjs"

/** @typedef {import("../../reflection/questions.mjs").Questions} Questions */
/** @typedef {import("../../reflection/questions.mjs").Answers} Answers */
/** @typedef {import("../../reflection/invitations.mjs").SetUp} SetUp */
/** @typedef {{ answers: Answers, mark: number, part?: string }} Given */
/** @typedef {{ added: number, repeated: number, asked: number, out: number, empty: number }} Tale what became of answers */
/** @typedef {{ way: string, people: Given[] }} Batch */

/** A mark that no code has, by chance, so that answers without one never meet. */
export const freshMark = () => Number(crypto.getRandomValues(new BigUint64Array(1))[0] % 2n ** 52n) + 2 ** 52
/** A number that a person can note down, to take answers out of the box again. */
export const receipt = () => 10_000_000 + (crypto.getRandomValues(new Uint32Array(1))[0] % 90_000_000)

export class Room {
  /** @param {Questions} known the whole collection */
  constructor(known) {
    this.known = known
    /** @type {Round | null} a round that was reopened, to stand above the present one */
    this.earlier = null
    this.floor = 5
    this.round = new Round(known)
    /** @type {Batch[]} */
    this.batches = []
    /** @type {Set<string>} what was taken out, and stays out */
    this.out = new Set()
    this.unsaved = false
    /** @type {number[]} the mark of each paper slip, in the order of their numbers */
    this.slips = []
  }

  /** Begins a new round. @param {SetUp} setUp @param {boolean} [madeUp] */
  forget({ about, pairs, hoped }, madeUp = false) {
    this.round = new Round({ ...this.known, pairs, hoped }, { about, floor: this.floor, madeUp })
    this.batches = []
    this.out = new Set()
    this.unsaved = false
    this.slips = []
  }

  /** What people are asked in the present round. */
  get questions() {
    return this.round.questions
  }

  /** Whether nothing has come in yet. */
  get empty() {
    return !this.round.people.length && !this.round.conflicts.length && !this.round.closed
  }

  /**
   * Takes answers of several people.
   * @param {Given[]} people @param {string} way
   * @returns {Tale}
   */
  add(people, way) {
    const tale = { added: 0, repeated: 0, asked: 0, out: 0, empty: 0 }
    /** @type {Given[]} */
    const kept = []
    for (const { answers: given, mark, part } of people) {
      const answers = clean(given, this.questions)
      if (!Object.keys(answers).length) tale.empty++
      else if (this.out.has(keyOf(answers, mark))) tale.out++
      else {
        const came = this.round.add({ answers, mark, way, part })
        tale[came]++
        if (came === "added") kept.push({ answers, mark })
      }
    }
    if (kept.length) this.batches.push({ way, people: kept })
    if (tale.added || tale.asked) this.unsaved = true
    return tale
  }

  /** Takes one person's answers out; they stay out when the same code is pasted again. @param {number} mark @param {Answers} [answers] */
  withdraw(mark, answers) {
    const before = this.round.counted
    const mine = this.round.people.filter(person => person.mark === mark)
    this.round.withdraw(mark, answers)
    for (const person of mine) if (!this.round.people.includes(person)) this.out.add(keyOf(person.answers, mark))
    return before - this.round.counted
  }

  /** Takes everything out that came in together. @param {Batch} batch */
  withdrawAll(batch) {
    let gone = 0
    for (const { mark, answers } of batch.people) {
      const before = this.round.counted
      this.round.withdraw(mark, answers)
      gone += before - this.round.counted
    }
    this.batches = this.batches.filter(other => other !== batch)
    return gone
  }

  /** How many are in by each way. @returns {[string, number][]} */
  byWay() {
    const ways = [...new Set(this.round.people.map(({ way }) => way))]
    return ways.map(way => [way, this.round.people.filter(person => person.way === way).length])
  }
}

/** @param {Answers} answers @param {number} mark */
const keyOf = (answers, mark) => `${mark} ${JSON.stringify(answers)}`

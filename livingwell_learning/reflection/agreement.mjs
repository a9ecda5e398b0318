// @ts-check
// How near to each other a group's answers stand: the twin of agreement.py, which names each formula's source.

/** @param {number[]} counts */
export const sum = (counts) => counts.reduce((total, n) => total + n, 0)

/** van der Eijk's agreement A, from -1 to 1. @param {number[]} counts of each step, lowest first, not all zero */
export function agreement(counts) {
  let left = [...counts]
  const total = sum(left)
  let value = 0
  while (left.some(Boolean)) {
    const height = Math.min(...left.filter(Boolean))
    const pattern = left.map((n) => n > 0)
    value += ((height * pattern.filter(Boolean).length) / total) * layer(pattern)
    left = left.map((n) => (n ? n - height : 0))
  }
  return value
}

/** @param {boolean[]} pattern */
function layer(pattern) {
  const k = pattern.length
  let [together, apart] = [0, 0]
  for (let a = 0; a < k; a++)
    for (let b = a + 1; b < k; b++)
      for (let c = b + 1; c < k; c++) {
        if (pattern[b] && pattern[a] !== pattern[c]) together++
        if (pattern[a] && !pattern[b] && pattern[c]) apart++
      }
  const unimodality =
    together + apart ? ((k - 2) * together - (k - 1) * apart) / ((k - 2) * (together + apart)) : 1
  return unimodality * (1 - (pattern.filter(Boolean).length - 1) / (k - 1))
}

/** The average distance, in steps, between two people. @param {number[]} counts */
export function spread(counts) {
  const total = sum(counts)
  let apart = 0
  counts.forEach((a, i) => counts.slice(i + 1).forEach((b, d) => (apart += a * b * (d + 1))))
  return total > 1 ? apart / ((total * (total - 1)) / 2) : 0
}

/** Tastle and Wierman's consensus, from 0 to 1. @param {number[]} counts */
export function consensus(counts) {
  const [total, width] = [sum(counts), counts.length - 1]
  const mean = sum(counts.map((n, i) => i * n)) / total
  const value = counts.reduce(
    (so, n, i) => (n ? so + (n / total) * Math.log2(1 - Math.abs(i - mean) / width) : so), 1)
  return Math.max(0, value)
}

/** Leik's ordinal consensus, 1 - D. @param {number[]} counts */
export function leik(counts) {
  const total = sum(counts)
  let [below, dispersion] = [0, 0]
  for (const n of counts.slice(0, -1)) {
    below += n
    dispersion += Math.min(below, total - below)
  }
  return 1 - (2 * dispersion) / (total * (counts.length - 1))
}

/** The two middle answers, steps from 1. @param {number[]} counts @returns {[number, number]} */
export function median(counts) {
  const total = sum(counts)
  /** @param {number} place */
  const at = (place) => {
    let passed = 0
    return counts.findIndex((n) => (passed += n) > place) + 1
  }
  return [at(Math.floor((total - 1) / 2)), at(Math.floor(total / 2))]
}

/** How many people stand so many steps or more from the median. @param {number[]} counts @param {number} [distance] */
export function farFromMiddle(counts, distance = 2) {
  const [low, high] = median(counts)
  return sum(counts.filter((_, i) => Math.abs(i + 1 - (low + high) / 2) >= distance))
}

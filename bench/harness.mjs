// What the benchmarks share: medians of interleaved rounds, and how results are printed.
import { readFileSync } from 'node:fs'
import { cpus } from 'node:os'

export function log(text) {
  console.error(text)
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/** A median with the smallest and the largest value beside it. */
export function summary(values) {
  return { median: median(values), min: Math.min(...values), max: Math.max(...values) }
}

/**
 * Measures every contestant once per round, the order turned by one from round to round, so that what else the machine
 * does hits all of them. Returns the measurements by name.
 */
export async function interleave(rounds, names, measure) {
  const measured = Object.fromEntries(names.map((name) => [name, []]))
  for (let round = 0; round < rounds; round++) {
    for (let place = 0; place < names.length; place++) {
      const name = names[(place + round) % names.length]
      measured[name].push(await measure(name, round))
    }
  }
  return measured
}

/** Median of the ratios round by round: what slows a round down, slows both down. */
export function ratioOf(ours, theirs) {
  return median(ours.map((value, round) => value / theirs[round]))
}

/** The versions of installed packages, and of what they run on. */
export function versions(...packages) {
  const found = packages.map((name) => [name, versionOf(name)])
  return { node: process.version, ...Object.fromEntries(found), cpus: cpus().length }
}

function versionOf(name) {
  for (const folder of [import.meta.dirname, `${import.meta.dirname}/..`]) {
    try {
      return JSON.parse(readFileSync(`${folder}/node_modules/${name}/package.json`, 'utf8')).version
    } catch {
      // The next folder.
    }
  }
  return 'not installed'
}

export function print({ benchmark, ratios, versions, ...rest }) {
  console.log(`\n${benchmark}: ours against theirs, higher is better`)
  const width = widthOf(ratios)
  for (const [peer, ratio] of Object.entries(ratios)) {
    console.log(`  ${peer.padEnd(width)} ${ratio.toFixed(3).padStart(8)}`)
  }
  for (const [title, value] of Object.entries(rest)) {
    console.log(`\n${title}`)
    printRows(value)
  }
  if (versions !== undefined) {
    console.log(
      `\n${Object.entries(versions)
        .map(([name, version]) => `${name} ${version}`)
        .join(', ')}`,
    )
  }
}

function printRows(value) {
  if (typeof value !== 'object' || value === null) {
    console.log(`  ${value}`)
    return
  }
  const width = widthOf(value)
  for (const [name, each] of Object.entries(value)) {
    console.log(`  ${name.padEnd(width)} ${describe(each)}`)
  }
}

function widthOf(named) {
  return Math.max(32, ...Object.keys(named).map((name) => name.length))
}

function describe(value) {
  if (typeof value === 'number') return round(value)
  if (typeof value !== 'object' || value === null) return String(value)
  const { median: middle, min, max, ...others } = value
  const own = middle === undefined ? [] : [`${round(middle)} (${round(min)} to ${round(max)})`]
  const rest = Object.entries(others).map(([name, each]) => `${name} ${describe(each)}`)
  return [...own, ...rest].join('  ')
}

function round(value) {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(3)
}

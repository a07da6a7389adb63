import { Timer } from '../core/timer.js'
import type { Place } from './place.js'
import { Deque } from './deque.js'
import type { Work } from './work.js'

export interface QueueOptions {
  /** How many are handled at once. */
  readonly parallel: number
  /** `by-group`: those of one group one after the other. `strict` is `parallel: 1`. */
  readonly byGroup: boolean
  readonly limits: { readonly max: number; readonly restart: number }
  /** Handles one, and says what became of it by one of the methods of the queue. */
  readonly run: (work: Work, place: Place) => void
  /** There is more than `max`. */
  readonly onFull?: () => void
  /** There is not more than `restart` any more: time to ask for more, whether it was full or not. */
  readonly onRoom?: () => void
  readonly onTried?: (outcome: 'handled' | 'failed', queue: WorkQueue) => void
  readonly onPause?: () => void
  readonly onResume?: () => void
}

/** The messages of one group that wait; in the line the group stands for the first of them. */
class Group {
  readonly name: string
  readonly waiting = new Deque<Work>()

  constructor(name: string) {
    this.name = name
  }
}

/**
 * Messages in memory, and how many of them are handled at once.
 *
 * *Open*: what comes is started as soon as there is a place. *Paused*, by a failure, for a time: what comes waits. *Closed*, at
 * the end of the application: what runs is finished, what waits is left to whoever takes it. What rests between two attempts
 * has its place like what runs, and is left like what waits. *Draining*, before that: it goes on as long as it can, and is
 * closed by the first pause that a failing handler asks for; what the database pauses is waited for.
 */
export class WorkQueue implements Place {
  readonly #options: QueueOptions
  readonly #line = new Deque<Work | Group>()
  readonly #groups = new Map<string, Group>()
  /** They have their place, and wait for their next attempt. */
  readonly #resting = new Map<Work, Timer>()
  #waiting = 0
  #running = 0
  /** In batches that are being collected. */
  #collected = 0
  /** There was more than `restart` since there was room last. */
  #isBusy = false
  #isFull = false
  /** Takes what is not started any more, once the queue is closed. */
  #leave: ((work: Work) => void) | undefined
  /** What to close it with when it should rest, once it is draining. */
  #drainTo: ((work: Work) => void) | undefined
  #pause: Timer | undefined
  #pausedUntil = 0
  /** Of the pauses that handlers ask for, the last. */
  #restsUntil = 0
  #whenIdle: (() => void)[] = []

  constructor(options: QueueOptions) {
    this.#options = options
  }

  /** Everything that is here and not finished. */
  get size(): number {
    return this.#waiting + this.#running + this.#collected
  }

  get isPaused(): boolean {
    return this.#pause !== undefined
  }

  /** How many more there is room for. At its end, none: what waits elsewhere can wait for the next start. */
  get room(): number {
    if (this.#leave !== undefined || this.#drainTo !== undefined) return 0
    return Math.max(this.#options.limits.max - this.size, 0)
  }

  push(work: Work): void {
    if (this.#leave !== undefined) {
      this.#leave(work)
      return
    }
    this.#enter(work)
    this.#pump()
    this.#measure()
  }

  #enter(work: Work): void {
    this.#waiting++
    const name = this.#groupOf(work)
    if (name === undefined) {
      this.#line.push(work)
      return
    }
    const group = this.#groups.get(name)
    // It stands in the line, or one of it is being handled.
    if (group !== undefined) group.waiting.push(work)
    else this.#line.push(this.#open(name, work))
  }

  #open(name: string, work: Work): Group {
    const group = new Group(name)
    group.waiting.push(work)
    this.#groups.set(name, group)
    return group
  }

  #groupOf(work: Work): string | undefined {
    return this.#options.byGroup ? work.envelope.group : undefined
  }

  #pump(): void {
    while (this.#running < this.#options.parallel && !this.isPaused && this.#leave === undefined) {
      const next = this.#line.shift()
      if (next === undefined) return
      const work = next instanceof Group ? next.waiting.shift()! : next
      this.#waiting--
      this.#running++
      this.#options.run(work, this)
    }
  }

  /** It is done with. */
  finished(work: Work): void {
    this.#running--
    this.#advance(work)
    this.#pump()
    this.#measure()
  }

  /** The next of its group may go. */
  #advance(work: Work): void {
    const name = this.#groupOf(work)
    const group = name === undefined ? undefined : this.#groups.get(name)
    if (group === undefined) return
    if (group.waiting.length > 0) this.#line.push(group)
    else this.#groups.delete(group.name)
  }

  /** In the same place, after this time. */
  retry(work: Work, afterMs: number): void {
    if (this.#leaves(work)) return
    if (afterMs <= 0) {
      this.#options.run(work, this)
      return
    }
    const timer = new Timer(afterMs, () => {
      this.#resting.delete(work)
      this.#options.run(work, this)
    })
    this.#resting.set(work, timer)
  }

  /** Behind what waits already. */
  requeue(work: Work): void {
    if (this.#leaves(work)) return
    this.#running--
    const name = this.#groupOf(work)
    const group = name === undefined ? undefined : this.#groups.get(name)
    if (group === undefined) {
      this.#enter(work)
    } else {
      this.#waiting++
      group.waiting.push(work)
      this.#line.push(group)
    }
    this.#pump()
  }

  split(work: Work, parts: readonly Work[]): void {
    for (const part of parts) this.push(part)
    this.finished(work)
  }

  tried(outcome: 'handled' | 'failed'): void {
    this.#options.onTried?.(outcome, this)
  }

  /** The first again, when the pause is over. */
  keep(work: Work, pauseMs: number): void {
    if (this.#leaves(work)) return
    this.#running--
    this.#waiting++
    const name = this.#groupOf(work)
    const group = name === undefined ? undefined : this.#groups.get(name)
    group?.waiting.unshift(work)
    this.#line.unshift(group ?? work)
    this.#pauseFor(pauseMs)
  }

  /** Nothing is started for this time; the longer of two pauses counts. */
  pause(forMs: number): void {
    this.#restsUntil = Math.max(this.#restsUntil, performance.now() + forMs)
    if (this.#drainTo !== undefined) this.close(this.#drainTo)
    else this.#pauseFor(forMs)
  }

  #pauseFor(forMs: number): void {
    const until = performance.now() + forMs
    if (until <= this.#pausedUntil || this.#leave !== undefined) return
    this.#pausedUntil = until
    if (this.#pause === undefined) this.#options.onPause?.()
    this.#pause?.cancel()
    this.#pause = new Timer(forMs, () => {
      this.#resume()
    })
  }

  #resume(): void {
    this.#pause = undefined
    this.#pausedUntil = 0
    this.#options.onResume?.()
    this.#pump()
  }

  /** Counts for the limits, although it is not here yet. */
  collect(count: number): void {
    this.#collected += count
    this.#measure()
  }

  #measure(): void {
    const { limits, onFull, onRoom } = this.#options
    if (this.size === 0 && this.#whenIdle.length > 0) {
      for (const resolve of this.#whenIdle.splice(0)) resolve()
    }
    if (this.size > limits.restart) {
      this.#isBusy = true
    } else if (this.#isBusy) {
      this.#isBusy = false
      this.#isFull = false
      onRoom?.()
    }
    if (!this.#isFull && this.size > limits.max) {
      this.#isFull = true
      onFull?.()
    }
  }

  get isFull(): boolean {
    return this.#isFull
  }

  /** Resolves when nothing waits or runs. What is paused is waited for. */
  idle(): Promise<void> {
    if (this.size === 0) return Promise.resolve()
    return new Promise((resolve) => this.#whenIdle.push(resolve))
  }

  /** Goes on, but does not rest any more: where it would, it is closed. */
  drain(leave: (work: Work) => void): void {
    this.#drainTo = leave
    if (this.#restsUntil > performance.now()) this.close(leave)
  }

  /**
   * Starts nothing more: what waits, and what would wait again, is given to `leave`. `idle` is then when the last that runs
   * is finished.
   */
  close(leave: (work: Work) => void): void {
    if (this.#leave !== undefined) return
    this.#leave = leave
    this.#pause?.cancel()
    this.#pause = undefined
    const left = [...this.#resting.keys()]
    for (const timer of this.#resting.values()) timer.cancel()
    this.#resting.clear()
    this.#running -= left.length
    for (const each of this.#line.take()) {
      if (each instanceof Group) left.push(...each.waiting.take())
      else left.push(each)
    }
    // Behind one that runs.
    for (const group of this.#groups.values()) left.push(...group.waiting.take())
    this.#waiting = 0
    left.forEach(leave)
    this.#measure()
  }

  #leaves(work: Work): boolean {
    if (this.#leave === undefined) return false
    this.#running--
    this.#leave(work)
    this.#measure()
    return true
  }
}

/** Chance that a seed repeats exactly (Mulberry32, public domain). */
export class Dice {
  #state: number

  constructor(seed: number) {
    this.#state = seed >>> 0
  }

  /** In [0, 1). */
  readonly next = (): number => {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let mixed = this.#state
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }

  chance(share: number): boolean {
    return this.next() < share
  }

  /** A whole number, both ends included. */
  whole(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1))
  }

  /** Small figures are as likely as large ones: uniform in the logarithm. */
  scaled(least: number, most: number): number {
    return Math.round(least * (most / least) ** this.next())
  }

  pick<const T extends readonly [unknown, ...unknown[]]>(choices: T): T[number] {
    return choices[this.whole(0, choices.length - 1)]
  }

  maybe<T extends object>(share: number, part: () => T): T | Record<string, never> {
    return this.chance(share) ? part() : {}
  }
}

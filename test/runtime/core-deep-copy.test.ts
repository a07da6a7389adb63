import { expect, test } from 'vitest'
import { deepCopy } from '../../packages/runtime/src/core/deep-copy.js'

class Line {
  readonly item: string
  count: number
  constructor(item: string, count: number) {
    this.item = item
    this.count = count
  }
  get text(): string {
    return `${this.count} × ${this.item}`
  }
}

test('a copy has the same data and the same classes, and changing it changes nothing of the original', () => {
  const original = {
    line: new Line('tea', 2),
    at: new Date(5),
    tags: new Set(['a']),
    byName: new Map([['tea', { lines: [new Line('tea', 1)] }]]),
    bytes: new Uint8Array([1, 2]),
    none: null,
  }

  const copy = deepCopy(original)
  expect(copy).toEqual(original)
  expect(copy.line.text).toBe('2 × tea')
  copy.line.count = 3
  copy.at.setTime(6)
  copy.tags.add('b')
  copy.byName.get('tea')!.lines.push(new Line('milk', 1))
  copy.bytes[0] = 9

  expect(original.line.count).toBe(2)
  expect(original.at.getTime()).toBe(5)
  expect([...original.tags]).toEqual(['a'])
  expect(original.byName.get('tea')!.lines).toHaveLength(1)
  expect(original.bytes[0]).toBe(1)
})

test('a member named __proto__ stays a member', () => {
  const copy = deepCopy(JSON.parse('{"__proto__":{"admin":true}}') as object)

  expect(Object.keys(copy)).toEqual(['__proto__'])
  expect((copy as { admin?: boolean }).admin).toBeUndefined()
})

import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import {
  handlerWord,
  handlerWords,
  methodWord,
  methodWords,
} from '../../packages/compiler/src/model/method-words.js'

const page = readFileSync('docs/conventions.md', 'utf8')

test.each(methodWords)('$word… is a $role method in every spelling', ({ word, role }) => {
  for (const suffix of ['', 'Async', 'Order', 'Ökonomie', '2', '2b', '_order', '$']) {
    expect(methodWord(`${word}${suffix}`), suffix).toMatchObject({ role })
  }
})

test.each(methodWords)('$word with a small letter behind it is an ordinary method', ({ word }) => {
  for (const suffix of ['s', 'ed', 'ögen', 'ßen']) {
    expect(methodWord(`${word}${suffix}`)?.word, suffix).not.toBe(word)
  }
})

test('docs/conventions.md lists the words, and when their methods run', () => {
  const listed = [...page.matchAll(/^\| (`[a-z][^|]*`@(\w+)\(\)`) \|/gm)].map(
    ([, cell = '', decorator = '']) => ({
      words: [...cell.matchAll(/`(\w+)…`/g)].map(([, word]) => word),
      decorator,
    }),
  )

  expect(listed).toEqual([
    { decorator: 'Before', words: wordsOf('before') },
    { decorator: 'After', words: wordsOf('after') },
    { decorator: 'AfterCommit', words: wordsOf('after-commit') },
    { decorator: 'Finally', words: wordsOf('finally') },
    { decorator: 'OnException', words: wordsOf('on-exception') },
  ])
})

function wordsOf(role: string): readonly string[] {
  return methodWords.filter((each) => each.role === role).map((each) => each.word)
}

test.each(handlerWords)('%s… handles messages in every spelling', (word) => {
  for (const suffix of ['', 'Async', 'Order', 'Ökonomie', '2', '_order', '$']) {
    expect(handlerWord(`${word}${suffix}`), suffix).toBe(word)
  }
  expect(handlerWord(`${word}able`)).not.toBe(word)
})

test('docs/conventions.md lists the words of methods that handle messages', () => {
  const [, cell = ''] = /^\| (`handle…`.*)`@Handler\(\)`/m.exec(page) ?? []
  const listed = [...cell.matchAll(/`(\w+)…`/g)].map(([, word]) => word)

  // Those of one more letter are said in words, and notFound is a saga's alone.
  const others = handlerWords.filter((each) => !each.endsWith('s') && each !== 'notFound')
  expect(listed).toEqual([...others, 'handles'])
})

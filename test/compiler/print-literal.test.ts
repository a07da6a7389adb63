import fc from 'fast-check'
import { format } from 'prettier'
import { expect, test } from 'vitest'
import { literal } from '../../packages/compiler/src/emit/literal.js'

test('any JSON is printed as prettier leaves it', async () => {
  const options = { parser: 'typescript', semi: false, singleQuote: true, printWidth: 100 } as const
  const name = fc.oneof(
    fc.string({ maxLength: 30 }),
    fc.constantFrom('a', 'an-other', '$ref', '200'),
  )
  // Texts of words, as descriptions are: prettier leaves them whole.
  const words = fc.array(fc.lorem({ maxCount: 12 }), { maxLength: 3 }).map((each) => each.join(' '))
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small' },
      fc.oneof(words, fc.string(), fc.nat(), fc.boolean(), fc.constant(null)),
      fc.array(tie('tree'), { maxLength: 5 }),
      fc.dictionary(name, tie('tree'), { maxKeys: 5, noNullPrototype: true }),
    ),
  }))

  await fc.assert(
    fc.asyncProperty(fc.dictionary(name, tree, { noNullPrototype: true }), async (value) => {
      const code = `const value = ${literal(value, new WeakMap(), 'const value = '.length)}\n`
      expect(await format(code, options)).toBe(code)
      // Nothing of it is lost.
      expect(JSON.parse(JSON.stringify((0, eval)(`(${literal(value)})`)))).toEqual(
        JSON.parse(JSON.stringify(value)),
      )
    }),
    { numRuns: 300 },
  )
})

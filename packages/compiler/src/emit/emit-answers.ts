import type { Answer } from '../frames/frame.js'
import { group, indent, line, type Code } from './code.js'
import { encodeRequest, plainUse } from './codec-requests.js'
import { importValue } from './imports.js'
import { argumentList } from './layout.js'
import { nameOf, type Printing } from './printing.js'
import { runtimeValue } from './runtime-symbols.js'
import { isNothing } from './statements.js'
import { quote } from './text.js'

/** What the endpoint answers; several answers are told apart in their order. */
export function emitAnswers(answers: readonly Answer[], p: Printing): readonly Code[] {
  const written = answers.map((each) => ({ test: testOf(each, p), write: write(each, p) }))
  const [only] = written
  if (only !== undefined && written.length === 1) return [only.write]
  return written.map(({ test, write: statement }, index) => {
    const otherwise = index === 0 ? '' : 'else '
    if (test === undefined || index === written.length - 1) {
      return group([otherwise.trim(), indent([line, statement])])
    }
    return group([`${otherwise}if (`, test, ')', indent([line, statement])])
  })
}

function testOf(answer: Answer, p: Printing): Code | undefined {
  switch (answer.kind) {
    case 'not-found':
      return isNothing(answer.value, p)
    case 'http-result':
      return [`${nameOf(answer.value, p)} instanceof `, runtimeValue('HttpResult')]
    case 'created':
      return [`${nameOf(answer.value, p)} instanceof `, runtimeValue('CreationResponse')]
    case 'accepted':
      return [`${nameOf(answer.value, p)} instanceof `, runtimeValue('AcceptResponse')]
    default:
      return undefined
  }
}

function write(answer: Answer, p: Printing): Code {
  switch (answer.kind) {
    case 'empty':
      return 'http.writeEmpty()'
    case 'not-found':
      return ['http.writeNotFound', argumentList([quote(`${answer.what} was not found`)])]
    case 'text':
      return `http.writeText(${nameOf(answer.value, p)})`
    case 'json': {
      if (answer.isText) return `http.writeJson(${nameOf(answer.value, p)})`
      const encode = importValue(p.codec(encodeRequest(plainUse(answer.type))))
      return ['http.writeJson', argumentList([[encode, `(${nameOf(answer.value, p)})`]])]
    }
    case 'http-result':
      return `await ${nameOf(answer.value, p)}.execute(http)`
    case 'created':
    case 'accepted': {
      const name = nameOf(answer.value, p)
      const method = answer.kind === 'created' ? 'http.writeCreated' : 'http.writeAccepted'
      if (answer.body === undefined) return [method, argumentList([name])]
      return [method, argumentList([name, importValue(p.codec(encodeRequest(answer.body)))])]
    }
  }
}

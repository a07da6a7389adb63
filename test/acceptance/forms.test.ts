import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runSample, type RunningSample } from '../support/run-sample.js'

let sample: RunningSample

beforeAll(async () => {
  sample = await runSample('reads-forms', { uploads: { bytes: 20_000, fileBytes: 5000, files: 4 } })
})
afterAll(() => sample[Symbol.asyncDispose]())

const post = (path: string, body: URLSearchParams | FormData | string, type?: string) =>
  sample.send(path, { method: 'POST', body, ...(type && { headers: { 'content-type': type } }) })

async function violations(response: Response): Promise<readonly string[]> {
  expect(response.status).toBe(400)
  const { errors } = (await response.json()) as {
    readonly errors: readonly { readonly pointer: string; readonly detail: string }[]
  }
  return errors.map(({ pointer, detail }) => `${pointer} ${detail}`)
}

const order =
  'name=Ann&count=2&account=90071992547409931&size=large&stars=3&at=2026-11-22&constructor_='

describe('texts of a form', () => {
  test('become what the members declare', async () => {
    const response = await post(
      '/orders',
      new URLSearchParams(
        `${order}&price=1.5&day=2026-11-23&terms=on&news=false&tags=a&tags=b&numbers=7&kinds=a&discount=0.5&unknown=1`,
      ),
    )

    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({
      name: 'Ann',
      count: 2,
      price: 1.5,
      account: '90071992547409931',
      size: 'large',
      stars: 3,
      at: '2026-11-22T00:00:00.000Z',
      day: '2026-11-23',
      terms: true,
      news: false,
      tags: ['a', 'b'],
      numbers: [7],
      kinds: ['a'],
      discount: 0.5,
      constructor_: '',
    })
  })

  test('an unchecked box, an empty input and a list without elements are absent', async () => {
    const response = await post('/orders', new URLSearchParams(`${order}&price=&day=&discount=`))

    expect(await response.json()).toMatchObject({
      terms: false,
      tags: [],
      kinds: [],
      discount: null,
    })
  })

  test('every violation is listed with its member, and every constraint', async () => {
    const body =
      'name=&count=0.5&price=x&account=1.0&size=&stars=4&at=2026-02-30&day=tomorrow&terms=maybe&tags=1&tags=2&tags=3&tags=4&numbers=1&numbers=x&kinds=c'

    expect(await violations(await post('/orders', new URLSearchParams(body)))).toEqual([
      '/name expected at least 1 character',
      '/count expected an integer',
      '/count expected at least 1',
      '/price expected a number',
      '/account expected a whole number in a string',
      '/size expected one of "small", "large", found nothing',
      '/stars expected one of 1, 2, 3, "none"',
      '/at expected a date and time such as 2026-11-22T10:00:00Z',
      '/day expected a date such as 2026-11-22',
      '/terms expected true or false',
      '/tags expected at most 3 items',
      '/numbers/1 expected a number',
      '/kinds/0 expected one of "a", "b"',
      '/constructor_ expected a string, found nothing',
    ])
  })

  test('a second value of a member that is no list is a violation', async () => {
    const body = new URLSearchParams(`${order}&count=3&name=Bob`)

    expect(await violations(await post('/orders', body))).toEqual([
      '/name expected one value, found 2',
      '/count expected one value, found 2',
    ])
  })

  test('names of prototypes and text that cannot be stored do no harm', async () => {
    const hostile = `${order}&__proto__=1&constructor=1&hasOwnProperty=1&toString=1`

    expect((await post('/orders', new URLSearchParams(hostile))).status).toBe(200)
    expect(
      await violations(await post('/sign-in', new URLSearchParams('name=a%00b&password=12345678'))),
    ).toEqual(['/name expected well-formed text without U+0000'])
    expect(({} as Record<string, unknown>)['1']).toBeUndefined()
  })

  test('come as multipart, too', async () => {
    const form = new FormData()
    form.set('name', 'Ännie 😀')
    form.set('password', '12345678')

    expect(await (await post('/sign-in', form)).text()).toBe('Ännie 😀')
  })

  test('another content type is a 415, none is a 400', async () => {
    const json = await post('/sign-in', '{}', 'application/json')
    const nothing = await sample.send('/sign-in', { method: 'POST' })

    expect(json.status).toBe(415)
    expect(await json.json()).toMatchObject({
      detail:
        'Expected application/x-www-form-urlencoded or multipart/form-data, found application/json.',
    })
    expect(nothing.status).toBe(400)
  })
})

describe('files of a form', () => {
  const upload = (entries: readonly (readonly [string, string | File])[]) => {
    const form = new FormData()
    for (const [name, value] of entries) form.append(name, value)
    return post('/uploads', form)
  }
  const file = (name: string, text = name) => new File([text], name, { type: 'text/plain' })

  test('arrive with name, content type and bytes, alone and in lists', async () => {
    const response = await upload([
      ['title', 'holiday'],
      ['photo', file('beach.txt', 'sand')],
      ['attachments', file('a.txt')],
      ['attachments', file('b.txt')],
    ])

    expect(response.status).toBe(200)
    expect(await response.json()).toEqual([
      'beach.txt text/plain 4 sand',
      'a.txt text/plain 5 a.txt',
      'b.txt text/plain 5 b.txt',
    ])
  })

  test('a missing file, a text in its place and too many are violations', async () => {
    const response = await upload([
      ['title', file('title.txt')],
      ['more', 'text'],
      ['attachments', file('a')],
      ['attachments', file('b')],
      ['attachments', file('c')],
    ])

    expect(await violations(response)).toEqual([
      '/title expected a string',
      '/photo expected a file, found nothing',
      '/more expected a file',
      '/attachments expected at most 2 items',
    ])
  })

  test('an input without a file is absent', async () => {
    const response = await upload([
      ['title', 'x'],
      ['photo', file('p')],
      ['more', new File([], '')],
    ])

    expect(await response.json()).toEqual(['p text/plain 1 p'])
  })

  test('the name is no path', async () => {
    const names = ['../../etc/passwd', 'C:\\temp\\evil.exe', 'a\tb\u202Ec', '..']
    for (const name of names) {
      const response = await upload([
        ['title', 'x'],
        ['photo', new File(['1'], name, { type: 'text/plain' })],
      ])
      expect(response.status).toBe(200)
      const [shown = ''] = (await response.json()) as string[]
      expect(shown).toMatch(/^(passwd|evil\.exe|abc|) text\/plain 1 1$/)
    }
  })

  test('a file, a body and a number of files beyond the limits are a 413', async () => {
    const long = await upload([['photo', file('p', 'x'.repeat(5001))]])
    const many = await upload([1, 2, 3, 4, 5].map((each) => ['attachments', file(`${each}`)]))
    const body = await upload([['title', 'x'.repeat(20_001)]])
    const fits = await upload([
      ['title', 'x'],
      ['photo', file('p', 'x'.repeat(5000))],
    ])

    expect([long.status, many.status, body.status, fits.status]).toEqual([413, 413, 413, 200])
    expect(await long.json()).toMatchObject({ detail: 'A file is longer than 5000 bytes.' })
    expect(await many.json()).toMatchObject({ detail: 'The form has more than 4 files.' })
  })

  test.each([
    [
      'cut off within a file',
      '--b\r\ncontent-disposition: form-data; name="photo"; filename="p"\r\n\r\nabc',
    ],
    ['cut off within a header', '--b\r\ncontent-disposition: form-da'],
    ['without a part', ''],
    ['with another boundary', '--other\r\n\r\n--other--'],
  ])('a body %s is a 400', async (_name, body) => {
    const response = await post('/uploads', body, 'multipart/form-data; boundary=b')

    expect(response.status).toBe(400)
    expect(response.headers.get('content-type')).toContain('application/problem+json')
  })

  test('no boundary is a 400', async () => {
    expect((await post('/uploads', 'x', 'multipart/form-data')).status).toBe(400)
  })

  test('nothing of that is an error of ours', () => {
    expect(sample.logger.of('error')).toEqual([])
  })
})

describe('files by the names of parameters', () => {
  let photos: RunningSample

  beforeAll(async () => {
    photos = await runSample('takes-files-by-name')
  })
  afterAll(() => photos[Symbol.asyncDispose]())

  const upload = (path: string, entries: readonly (readonly [string, string | File])[]) => {
    const body = new FormData()
    for (const [name, value] of entries) body.append(name, value)
    return photos.send(path, { method: 'POST', body })
  }
  const image = (name: string) => new File(['…'], name, { type: 'image/png' })

  test('are given to the endpoint and to its validate method', async () => {
    const text = new File(['a'], 'a.txt', { type: 'text/plain' })

    expect(await (await upload('/photos', [['photo', image('a.png')]])).text()).toBe('a.png 3')
    expect((await upload('/photos', [['photo', text]])).status).toBe(415)
  })

  test('stand beside the members of the form', async () => {
    const all = await upload('/albums', [
      ['title', 'Graz'],
      ['photos', image('1.png')],
      ['photos', image('2.png')],
      ['cover', image('c.png')],
      ['notes', image('n.png')],
    ])
    const few = await upload('/albums', [['title', 'Graz']])

    expect(await all.json()).toEqual(['Graz', 'c.png', '1.png', '2.png', 'n.png'])
    expect(await few.json()).toEqual(['Graz', 'no cover'])
  })

  test('are violations when missing, no file, or several', async () => {
    const nothing = await upload('/photos', [])
    const missing = await upload('/photos', [['other', 'x']])
    const text = await upload('/photos', [['photo', 'x']])
    const several = await upload('/albums', [
      ['title', 'x'],
      ['photos', 'x'],
      ['photos', image('1.png')],
      ['cover', image('a.png')],
      ['cover', image('b.png')],
    ])

    expect(nothing.status).toBe(400)
    expect(await violations(missing)).toEqual(['/photo expected a file, found nothing'])
    expect(await violations(text)).toEqual(['/photo expected a file'])
    expect(await violations(several)).toEqual([
      '/photos/0 expected a file',
      '/cover expected one value, found 2',
    ])
    expect((await photos.post('/photos', {})).status).toBe(415)
  })

  test('are asked about in each endpoint that takes them, and in no other', async () => {
    const text = new File(['a'], 'a.txt', { type: 'text/plain' })
    const replace = (photo: File) => {
      const body = new FormData()
      body.append('photo', photo)
      return photos.send('/gallery/3', { method: 'PUT', body, headers: { 'x-key': 'secret' } })
    }

    expect((await upload('/gallery', [['photo', text]])).status).toBe(422)
    expect((await replace(text)).status).toBe(422)
    expect(await (await replace(image('a.png'))).json()).toEqual({ place: 3, name: 'a.png' })
    expect(await (await photos.send('/gallery/3')).text()).toBe('nothing at 3')
  })

  test('of a client that breaks off are nowhere, and no error', async () => {
    const { added } = (await photos.module('app.ts')) as { readonly added: readonly string[] }
    const { url } = await photos.app.listen({ port: 0, host: '127.0.0.1' })
    const part =
      '--b\r\ncontent-disposition: form-data; name="photo"; filename="a.png"\r\ncontent-type: image/png\r\n\r\n'
    const head = (length: string) =>
      `POST /gallery HTTP/1.1\r\nhost: x\r\ncontent-type: multipart/form-data; boundary=b\r\n${length}\r\n\r\n`
    for (const begun of [
      head('content-length: 5000') + part + 'abc',
      head('content-length: 5000') + '--b\r\ncontent-dis',
      `${head('transfer-encoding: chunked')}${part.length.toString(16)}\r\n${part}`,
    ]) {
      const socket = connect(Number(new URL(url).port), '127.0.0.1')
      await once(socket, 'connect')
      socket.write(begun)
      await new Promise((resolve) => setTimeout(resolve, 50))
      socket.destroy()
      await once(socket, 'close')
    }

    const body = new FormData()
    body.append('photo', image('whole.png'))
    const whole = await fetch(`${url}/gallery`, { method: 'POST', body })

    expect(await whole.text()).toBe('whole.png')
    expect(added).toEqual(['whole.png'])
    expect(photos.logger.entries.filter(({ level }) => level === 'error')).toEqual([])
  })
})

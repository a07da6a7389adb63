import { everyTopic, type Address } from '../address.js'

/** What a queue or exchange is called as a stream or consumer. */
export function streamOf(name: string): string {
  // What names of streams may not hold, and the sign that stands for it.
  return name.replace(/[\s.*>/\\=]/g, signOf)
}

/** The subject of a queue; of an exchange, what every subject of it begins with. */
export function subjectOf(name: string): string {
  const words = name.split('.').map((word) => word.replace(/[\s*>=]/g, signOf))
  return words.every((word) => word !== '') ? words.join('.') : streamOf(name)
}

/** What its stream keeps. */
export function subjectsOf({ kind, name }: Address): string[] {
  const subject = subjectOf(name)
  return kind === 'queue' ? [subject] : [subject, `${subject}.>`]
}

export function subjectOfTopic(exchange: string, topic: string | undefined): string {
  const subject = subjectOf(exchange)
  return topic === undefined || topic === '' ? subject : `${subject}.${subjectOf(topic)}`
}

/**
 * The narrowest filter that lets through what matches; `undefined`: everything. Before version 2.10 a consumer has one, and
 * `>` stands for at least one word where `#` may stand for none, so the listener looks again.
 */
export function filterOf(exchange: string, topics: readonly string[]): string | undefined {
  const [topic = everyTopic] = topics
  if (topics.length > 1) return undefined
  const words = topic.split('.')
  const open = words.indexOf(everyTopic)
  if (open === -1) return `${subjectOf(exchange)}.${topic}`
  return open < 2 ? undefined : [subjectOf(exchange), ...words.slice(0, open - 1), '>'].join('.')
}

/** What was behind the name of the exchange. */
export function topicOf(exchange: string, subject: string): string {
  return subject.slice(subjectOf(exchange).length + 1)
}

function signOf(sign: string): string {
  return `=${sign.charCodeAt(0).toString(16).padStart(2, '0')}`
}

import type { EndpointChain } from '../frames/chain.js'
import { tagTexts } from './documented.js'

/** What the operation is listed under: what `@tag` says, else the folder of the class, which is a feature in most projects. */
export function tagsOf({ model }: EndpointChain): readonly string[] {
  const said = [model.method, model.class].flatMap(({ documentation }) =>
    documentation === undefined ? [] : tagTexts(documentation, 'tag'),
  )
  if (said.length > 0) return [...new Set(said)]
  const folders = model.class.location.file.split('/').slice(0, -1)
  const folder = folders.findLast((each) => !general.has(each.toLowerCase()))
  return [folder ?? model.class.type.name.replace(/(Endpoint|Handler)s?$/, '')]
}

// They say what lies in them, not what it is about.
const general: ReadonlySet<string> = new Set([
  'api',
  'app',
  'apps',
  'controllers',
  'endpoints',
  'features',
  'handlers',
  'http',
  'lib',
  'modules',
  'packages',
  'routes',
  'source',
  'src',
])

import type { EndpointRegistration } from '../../http/endpoint.js'
import type { HttpContext } from '../../http/http-context.js'
import { HttpHandler } from '../../http/http-handler.js'
import type { RequestContext } from '../../http/request-context.js'
import type { OpenApiDocument } from '../openapi-document.js'

type LoadDocument = () => Promise<OpenApiDocument>

/**
 * `/openapi.json`, and a page over it under `/docs`. The document, the page and the package behind it are loaded when they
 * are asked for. A path that the application answers itself is left to it.
 */
export function documentationEndpoints(
  load: LoadDocument,
  own: readonly EndpointRegistration[],
): readonly EndpointRegistration[] {
  const taken = new Set(own.filter(({ method }) => method === 'GET').map(({ path }) => path))
  const page: readonly EndpointRegistration[] = [
    { method: 'GET', path: '/docs', handler: new PageHandler(load), yields: true },
    { method: 'GET', path: '/docs/:asset', handler: new AssetHandler(), yields: true },
  ]
  return [
    {
      method: 'GET' as const,
      path: '/openapi.json',
      handler: new DocumentHandler(load),
      yields: true as const,
    },
    ...(taken.has('/docs') ? [] : page),
  ].filter(({ path }) => !taken.has(path))
}

class DocumentHandler extends HttpHandler {
  readonly #load: LoadDocument

  constructor(load: LoadDocument) {
    super()
    this.#load = load
  }

  override async handle(http: HttpContext & RequestContext): Promise<void> {
    const document = await this.#load()
    // Under a prefix the paths of the document begin behind it.
    const prefix = http.url.pathname.replace(/\/openapi\.json\/?$/, '')
    const { openapi, info, ...rest } = document
    const served = prefix === '' ? document : { openapi, info, servers: [{ url: prefix }], ...rest }
    http.writeJson(JSON.stringify(served))
  }
}

class PageHandler extends HttpHandler {
  readonly #load: LoadDocument

  constructor(load: LoadDocument) {
    super()
    this.#load = load
  }

  override async handle(http: HttpContext & RequestContext): Promise<void> {
    const { writePage } = await import('./swagger-ui.js')
    const { info } = await this.#load()
    writePage(info.title, http)
  }
}

class AssetHandler extends HttpHandler {
  override async handle(http: HttpContext & RequestContext): Promise<void> {
    const { writeAsset } = await import('./swagger-ui.js')
    await writeAsset(http.url.pathname.split('/').at(-1) ?? '', http)
  }
}

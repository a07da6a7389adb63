import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { HttpContext } from '../../http/http-context.js'
import { problem } from '../../http/problem-details.js'
import type { RequestContext } from '../../http/request-context.js'

type Http = HttpContext & RequestContext

const packageName = 'swagger-ui-dist'

const assets: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
}

/** A page of Swagger UI over the document beside it. Everything it needs comes from here: the policy lets it fetch nothing else. */
export function writePage(title: string, http: Http): void {
  if (find('swagger-ui.css') === undefined) return writeMissing(http)
  // Relative, so that it works behind any prefix, also one that a proxy has taken off.
  const base = http.url.pathname.endsWith('/') ? '../' : './'
  const script = `SwaggerUIBundle({ url: '${base}openapi.json', dom_id: '#page', deepLinking: true, validatorUrl: null, displayRequestDuration: true })`
  const hash = createHash('sha256').update(script).digest('base64')
  http.setHeader('content-type', 'text/html; charset=utf-8')
  http.setHeader(
    'content-security-policy',
    `default-src 'self'; script-src 'self' 'sha256-${hash}'; style-src 'self' 'unsafe-inline'; img-src 'self' data:`,
  )
  http.writeText(`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${escape(title)}</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="${base}docs/swagger-ui.css">
  </head>
  <body>
    <div id="page"></div>
    <script src="${base}docs/swagger-ui-bundle.js"></script>
    <script>${script}</script>
  </body>
</html>
`)
}

/** A file of the package that the page asks for; no other one. */
export async function writeAsset(name: string, http: Http): Promise<void> {
  const type = Object.hasOwn(assets, name) ? assets[name] : undefined
  if (type === undefined) {
    http.writeNotFound()
    return
  }
  const file = find(name)
  if (file === undefined) {
    writeMissing(http)
    return
  }
  const text = await readFile(file, 'utf8')
  http.setHeader('content-type', type)
  http.setHeader('cache-control', 'max-age=3600')
  http.writeText(text)
}

/** Where the application is installed, or its bundle lies. */
function find(name: string): string | undefined {
  try {
    return createRequire(import.meta.url).resolve(`${packageName}/${name}`)
  } catch {
    return undefined
  }
}

function writeMissing(http: Http): void {
  http.writeProblem(
    problem({
      status: 501,
      detail:
        `The documentation page needs the package "${packageName}", which is not installed. ` +
        `Run "npm install -D ${packageName}". The document itself is served at /openapi.json.`,
    }),
  )
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

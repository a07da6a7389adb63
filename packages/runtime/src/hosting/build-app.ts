import type { EndpointRegistration } from '../http/endpoint.js'
import type { App, CommonAppOptions } from './app.js'
import type { AppDefinition } from './app-definition.js'
import type { AppHost } from './app-host.js'

export declare function buildApp(
  definition: AppDefinition,
  options: CommonAppOptions,
  endpoints: (host: AppHost) => readonly EndpointRegistration[],
): App

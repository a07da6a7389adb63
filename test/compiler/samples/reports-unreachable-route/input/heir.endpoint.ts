import { SharedEndpoint } from './pages.endpoints.js'

export class HeirEndpoint extends SharedEndpoint {}

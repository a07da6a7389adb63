import type { CodecRequest } from '../codecs/codec-request.js'
import type { Chain } from '../frames/chain.js'
import type { Answer, Frame, ReadBody } from '../frames/frame.js'
import { stepsIn } from '../frames/within.js'
import type { AggregateModel } from '../model/aggregate-model.js'
import type { DocumentModel, EventModel, MessageModel } from '../model/application-model.js'
import { noHandle, type TypeRef, type TypeUse } from '../model/type-ref.js'

/** Every codec that the generated file of a chain calls. */
export function chainCodecs(chain: Chain): readonly CodecRequest[] {
  let requests = ofChains.get(chain)
  if (requests === undefined) {
    const { location } = chain.model.method
    requests = stepsIn(chain.frames)
      .flatMap(ofStep)
      .map((each) => ({ ...each, location }))
    ofChains.set(chain, requests)
  }
  return requests
}

// Asked for several times in a build, and again in each build of an open compiler.
const ofChains = new WeakMap<Chain, readonly CodecRequest[]>()

/** Every codec that documents, events and snapshots are stored and read with. */
export function storedCodecs({
  type,
  location,
}: DocumentModel | EventModel | AggregateModel): readonly CodecRequest[] {
  return [
    { purpose: 'encode-stored', type: plainUse(type), location },
    { purpose: 'revive', type: plainUse(type), location },
  ]
}

/** Every codec that a message crosses with. */
export function messageCodecs({ type, location }: MessageModel): readonly CodecRequest[] {
  return [encodeMessage(type), decodeMessage(type)].map((each) => ({ ...each, location }))
}

/** Public members alone, as an answer: who receives it need not be of this application. */
export function encodeMessage(type: TypeRef): CodecRequest {
  return { purpose: 'encode', type: plainUse(type) }
}

export function decodeMessage(type: TypeRef): CodecRequest {
  return { purpose: 'decode', type: plainUse(type) }
}

function ofStep(frame: Frame): readonly CodecRequest[] {
  switch (frame.kind) {
    case 'read-body':
      return [bodyRequest(frame)]
    case 'read-value':
      return [parseRequest(frame.type)]
    case 'respond':
      return frame.answers.flatMap(ofAnswer)
    default:
      return []
  }
}

export function bodyRequest({ format, body }: ReadBody): CodecRequest {
  return { purpose: format === 'form' ? 'decode-form' : 'decode', type: body.use }
}

function ofAnswer(answer: Answer): readonly CodecRequest[] {
  if (answer.kind === 'json') return [encodeRequest(plainUse(answer.type))]
  if (answer.kind !== 'created' && answer.kind !== 'accepted') return []
  return answer.body === undefined ? [] : [encodeRequest(answer.body)]
}

export function encodeRequest(type: TypeUse): CodecRequest {
  return { purpose: 'encode', type }
}

export function parseRequest(type: TypeRef): CodecRequest {
  return { purpose: 'parse', type: plainUse(type) }
}

/** The type by itself, where nothing of it may be missing. */
export function plainUse(type: TypeRef): TypeUse {
  return { type, null: false, undefined: false, text: () => '', handle: noHandle }
}

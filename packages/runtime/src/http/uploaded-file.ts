/**
 * A file that came with a form, in memory. `name` and `contentType` are what the client says of it: never a path to write
 * to, never a proof of what is inside.
 */
export class UploadedFile {
  /** The last part of the name it had with the client, without control characters. */
  readonly name: string
  /** `application/octet-stream` where the client says nothing. */
  readonly contentType: string
  readonly #bytes: Uint8Array<ArrayBuffer>

  constructor(name: string, contentType: string, bytes: Uint8Array<ArrayBuffer>) {
    this.name = name
    this.contentType = contentType
    this.#bytes = bytes
  }

  /** In bytes. */
  get size(): number {
    return this.#bytes.byteLength
  }

  /** What was sent; not a copy. */
  bytes(): Uint8Array<ArrayBuffer> {
    return this.#bytes
  }

  /** As UTF-8; what is none becomes U+FFFD. */
  text(): string {
    return new TextDecoder().decode(this.#bytes)
  }

  /** The same for what reads a stream. */
  stream(): ReadableStream<Uint8Array<ArrayBuffer>> {
    return new Blob([this.#bytes]).stream()
  }
}

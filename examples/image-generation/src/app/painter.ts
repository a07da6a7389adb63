import type { Painter } from '../images/paint-image.handler.js'

/** Paints the prompt, as text in a picture, and calls back over HTTP, like a service elsewhere would. */
export class DemoPainter implements Painter {
  readonly #callBack: (request: Request) => Promise<Response>

  /** `callBack` sends the request to the application. */
  constructor(callBack: (request: Request) => Promise<Response>) {
    this.#callBack = callBack
  }

  async begin(prompt: string, imageId: string): Promise<void> {
    setTimeout(() => void this.#paint(prompt, imageId), 200)
  }

  async #paint(prompt: string, imageId: string): Promise<void> {
    const text = prompt.replace(/[<&]/g, ' ')
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="60"><text x="10" y="35">${text}</text></svg>`
    const body = JSON.stringify({ image: Buffer.from(svg).toString('base64') })
    await this.#callBack(
      new Request(`http://localhost/painted/${imageId}`, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json' },
      }),
    )
  }
}

import type { GenerateImage } from './messages.js'

/** The service that makes images. It takes its time, and calls back when one is done. */
export interface Painter {
  begin(prompt: string, imageId: string): Promise<void>
}

export class PaintImageHandler {
  static async handle(command: GenerateImage, painter: Painter): Promise<void> {
    await painter.begin(command.prompt, command.imageId)
  }
}

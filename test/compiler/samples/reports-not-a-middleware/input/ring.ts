import { Use } from '@critter/runtime'
import { RoundEndpoint, Stopwatch } from './app.js'

@Use(RoundEndpoint)
export class Ring {
  static before(): void {
    Stopwatch.begin()
  }
}

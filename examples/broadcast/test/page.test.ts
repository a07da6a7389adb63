import { existsSync } from 'node:fs'
import type { App } from '@critter/runtime'
import { startApp } from '@critter/runtime/testing'
import { chromium } from 'playwright-core'
import { expect, test } from 'vitest'
import { broadcastApp } from '../src/app/app.js'
import type { AppOptions } from '../src/generated/critter/index.js'
import { serve } from '../src/app/serve.js'
import { WebSocketHub } from '../src/app/web-socket-hub.js'
import { SomeUpdateHandler } from '../src/broadcast/increment-count.handler.js'

const browserPath = [process.env['CHROMIUM'], '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
  (each) => each !== undefined && existsSync(each),
)
if (browserPath === undefined) {
  console.log('The page of examples/broadcast is not tested: there is no Chromium. Set CHROMIUM.')
}

test.skipIf(browserPath === undefined)('two browsers see the counter move', async () => {
  SomeUpdateHandler.count = 0
  const hub = new WebSocketHub()
  let app: App | undefined
  const started = await startApp(
    (overrides: Partial<AppOptions>) => (app = broadcastApp(overrides)),
    { services: { broadcastHub: hub } },
  )
  const served = await serve(app!, hub, 0)
  const browser = await chromium.launch({ executablePath: browserPath!, args: ['--no-sandbox'] })
  try {
    const first = await browser.newPage()
    const second = await browser.newPage()
    await first.goto(served.url)
    await second.goto(served.url)

    await first.click('#increment')

    const moved = 'document.getElementById("count").textContent === "1"'
    await first.waitForFunction(moved)
    await second.waitForFunction(moved)
    expect(await second.textContent('#count')).toBe('1')
  } finally {
    await browser.close()
    await served.close()
    await started.stop()
  }
})

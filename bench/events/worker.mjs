// One contestant in a process of its own: does so many of one thing side by side for some time, and tells how many a second.
const [name] = process.argv.slice(2)
const { open } = await import(`./${name}.mjs`)
const contestant = await open(process.env.DATABASE_URL)
const started = new Set()

process.on('message', async ({ kind, ids, parallel, durationMs }) => {
  if (kind === undefined) {
    await contestant.close()
    process.disconnect()
    return
  }
  const places = Array.from({ length: parallel }, (_, place) => `${ids}-${place}`)
  if (kind === 'command') await Promise.all(places.map(startOnce))
  const began = performance.now()
  const until = began + durationMs
  let done = 0
  const lane = async (place) => {
    do {
      // New streams have new ids; commands go to one stream a lane, so that nobody is refused.
      await (kind === 'start' ? contestant.start(`${place}-${done}`) : contestant.command(place))
      done++
    } while (performance.now() < until)
  }
  await Promise.all(places.map(lane))
  process.send({ perSecond: (done / (performance.now() - began)) * 1000 })
})
process.send('ready')

async function startOnce(id) {
  if (started.has(id)) return
  started.add(id)
  await contestant.start(id)
}

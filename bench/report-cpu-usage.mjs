// Loaded into every server: answers what processor time it has used so far.
process.on('message', () => {
  const { user, system } = process.cpuUsage()
  process.send((user + system) / 1000)
})

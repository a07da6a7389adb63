/**
 * What a promise resolves with. Rejects when nothing is left in this process that could still settle it: Node would end
 * with code 13 and not a word.
 */
export function beforeIdle<T>(promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const onIdle = () => {
      reject(new Error('it waits for something that never happens'))
    }
    process.once('beforeExit', onIdle)
    void promise.then(resolve, reject).finally(() => process.off('beforeExit', onIdle))
  })
}

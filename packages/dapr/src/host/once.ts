/**
 * Runs once, however many ask; after a failure again.
 * @example const component = createOnce(() => stateComponent(sidecar)); await component()
 */
export function createOnce<T>(run: () => Promise<T>): () => Promise<T> {
  let done: Promise<T> | undefined
  return () => {
    done ??= run().catch((error: unknown) => {
      done = undefined
      throw error
    })
    return done
  }
}

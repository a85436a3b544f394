/** It is called again so much later, in ms: up to the last, again and again. */
const pollMs = [2_000, 5_000, 10_000, 30_000]

/** Calls again and again, less and less often, until it is stopped; `soon` begins anew. A page that nobody sees asks nothing. */
export function createPolling(run: () => void, isHidden = () => document.hidden) {
  let polls = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  function next(): void {
    clearTimeout(timer)
    const waitMs = pollMs[Math.min(polls, pollMs.length - 1)] ?? 0
    polls += 1
    // all pages lose a stream at the same moment: they do not ask at the same one
    timer = setTimeout(
      () => {
        if (!isHidden()) run()
        next()
      },
      waitMs * (0.75 + Math.random() / 2),
    )
  }
  next()
  return {
    soon() {
      polls = 0
      next()
    },
    stop: () => clearTimeout(timer),
  }
}

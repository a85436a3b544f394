import { type Failure, type PageRender, renderStorage } from '../page-render.ts'

const currentRender = (): PageRender | undefined => renderStorage()?.getStore()

/** Says what this page is made from: when one of it changes, the page is made again. */
export function noteTags(...tags: readonly string[]): void {
  const render = currentRender()
  for (const tag of tags) render?.tags.add(tag)
}

/** Says that a part of this page is missing: it is not remembered for long. */
export function noteDegraded(): void {
  const render = currentRender()
  if (render) render.isDegraded = true
}

/**
 * Says that what the address names is not there: the answer is 404, or 410 for what was. Next's own `notFound()` leaves an empty page to whoever has no
 * script when the layout is below a parameter, as here.
 */
export function noteMissing(status: 404 | 410 = 404): void {
  const render = currentRender()
  if (render) render.missing = status
}

/** Says that the page has another address now: the answer leads there for good (301). */
export function noteMoved(path: string): void {
  const render = currentRender()
  if (render) render.movedTo = path
}

/** Says that this page could not be made: it is given to nobody else. */
export function noteFailure(failure: Failure): void {
  const render = currentRender()
  if (render) render.failure = failure
}

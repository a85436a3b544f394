import type { StoryItem } from './story.ts'

/** The step that a saga is stuck at: it failed, and nothing was done in its lane since. */
export function failedStepOf(items: readonly StoryItem[]): StoryItem | undefined {
  const failed = items.findLast(({ tone }) => tone === 'failure')
  if (!failed) return undefined
  const since = items.slice(items.indexOf(failed) + 1)
  const goesOn = since.some(({ lane, kind }) => lane === failed.lane && kind === 'activity')
  return goesOn ? undefined : failed
}

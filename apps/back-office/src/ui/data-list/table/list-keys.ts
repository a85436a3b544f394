/** What a key does in a list. */
type Choosing = 'select' | 'range' | 'all'
export type ListAction = Choosing | 'next' | 'previous' | 'open' | 'act' | 'search'

const actions: ReadonlyMap<string, ListAction> = new Map([
  ['j', 'next'],
  ['ArrowDown', 'next'],
  ['k', 'previous'],
  ['ArrowUp', 'previous'],
  ['x', 'select'],
  ['X', 'range'],
  ['a', 'all'],
  ['Enter', 'open'],
  ['e', 'act'],
  ['/', 'search'],
])

export type Pressed = {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  /** Of the element that has the focus: `INPUT`. */
  readonly tag: string
}

/** Where keys are letters, or have a meaning of their own. */
const typing: ReadonlySet<string> = new Set(['INPUT', 'TEXTAREA', 'SELECT'])
const pressing: ReadonlySet<string> = new Set(['BUTTON', 'A'])
/** A region that takes the focus is one that scrolls. */
const scrolling: ReadonlySet<string> = new Set(['SECTION'])

/** What a key means to a list; nothing while somebody types, scrolls, or presses a button. */
export function listAction({ key, tag, ...with_ }: Pressed): ListAction | undefined {
  if (with_.ctrlKey || with_.metaKey || with_.altKey || typing.has(tag)) return undefined
  if (key === 'Enter' && pressing.has(tag)) return undefined
  if (key.startsWith('Arrow') && scrolling.has(tag)) return undefined
  return actions.get(key)
}

/** The row after a step; it stays inside the list. */
export function rowAfter(active: number, step: 1 | -1, count: number): number {
  return Math.min(Math.max(active + step, 0), Math.max(count - 1, 0))
}

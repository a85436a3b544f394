import { useSyncExternalStore } from 'react'

/** What the site wrote down for its pages: no secret, and of the person a first name, and a mark that tells them from others. */
export type UiNote = {
  readonly count: number
  readonly name?: string
  readonly who?: string
  /** Who was here last signed out: their session did not end by itself. */
  readonly hasLeft?: true
}

const nothing: UiNote = { count: 0 }
let text: string | undefined
let note = nothing

/** The note in a `Cookie` text. */
export function readUiNote(cookies: string): UiNote {
  const value = /(?:^|;\s*)(?:__Host-)?comptoir_ui=([^;]*)/.exec(cookies)?.[1]
  if (!value) return nothing
  try {
    const { count, name, who, hasLeft } = JSON.parse(decodeURIComponent(value)) as Partial<UiNote>
    return {
      count: typeof count === 'number' ? count : 0,
      ...(typeof name === 'string' && { name }),
      ...(typeof who === 'string' && { who }),
      ...(hasLeft === true && { hasLeft }),
    }
  } catch {
    return nothing
  }
}

/** The note of this browser as it is now. */
export function currentNote(): UiNote {
  if (document.cookie === text) return note
  text = document.cookie
  note = readUiNote(text)
  return note
}

const lookedAtEveryMs = 2_000
const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined
let lookedAt: string | undefined

/** Tells everybody who shows the note, once it is another one. */
function look(): void {
  if (document.cookie === lookedAt) return
  lookedAt = document.cookie
  for (const listener of listeners) listener()
}

/** Cookies tell nobody that they changed: one timer looks at them for all who show the note, and when the page comes back. */
export function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) {
    timer = setInterval(look, lookedAtEveryMs)
    window.addEventListener('focus', look)
    window.addEventListener('pageshow', look)
  }
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    window.removeEventListener('focus', look)
    window.removeEventListener('pageshow', look)
  }
}

/** The note of this browser; a server, and the first paint, know nothing of it. */
export const useUiNote = (): UiNote => useSyncExternalStore(subscribe, currentNote, () => nothing)

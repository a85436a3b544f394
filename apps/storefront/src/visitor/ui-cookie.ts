import { useSyncExternalStore } from 'react'

/** What the site wrote down for its pages: no secret, and of the person a first name only. */
export type UiNote = { readonly count: number; readonly name?: string }

const nothing: UiNote = { count: 0 }
let text: string | undefined
let note = nothing

/** The note in a `Cookie` text. */
export function readUiNote(cookies: string): UiNote {
  const value = /(?:^|;\s*)(?:__Host-)?comptoir_ui=([^;]*)/.exec(cookies)?.[1]
  if (!value) return nothing
  try {
    const { count, name } = JSON.parse(decodeURIComponent(value)) as Partial<UiNote>
    return {
      count: typeof count === 'number' ? count : 0,
      ...(typeof name === 'string' && { name }),
    }
  } catch {
    return nothing
  }
}

function current(): UiNote {
  if (document.cookie === text) return note
  text = document.cookie
  note = readUiNote(text)
  return note
}

/** Cookies tell nobody that they changed: they are looked at when the page comes back, and after what `subscribeTo` tells of. */
function subscribe(listener: () => void): () => void {
  const timer = setInterval(listener, 2_000)
  window.addEventListener('focus', listener)
  window.addEventListener('pageshow', listener)
  return () => {
    clearInterval(timer)
    window.removeEventListener('focus', listener)
    window.removeEventListener('pageshow', listener)
  }
}

/** The note of this browser; a server, and the first paint, know nothing of it. */
export const useUiNote = (): UiNote => useSyncExternalStore(subscribe, current, () => nothing)

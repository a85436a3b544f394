import { useSyncExternalStore } from 'react'
import { type Answer, type AskOptions, ask, type Problem } from './ask.ts'

let isOver = false
const watchers = new Set<() => void>()
const returns = new Set<() => void>()

function set(next: boolean): void {
  isOver = next
  for (const watcher of watchers) watcher()
}

/** Whether a refusal says that nobody is signed in any more. A wrong password has the same status. */
export const isSignedOut = ({ status, code }: Problem): boolean =>
  status === 401 && code !== 'invalid_credentials'

/** Asks for something of who is signed in. When their session is over, the page says so and keeps what was typed. */
export async function askAsUser<T>(
  operation: string,
  options: AskOptions = {},
): Promise<Answer<T>> {
  const answer = await ask<T>(operation, options)
  if ('problem' in answer && isSignedOut(answer.problem)) set(true)
  return answer
}

/** Somebody signed in without leaving the page: what it shows is read again. */
export function returnToSession(): void {
  set(false)
  for (const listener of returns) listener()
}

/** Calls whenever somebody signed in again; call what it returns to end it. */
export function onReturn(listener: () => void): () => void {
  returns.add(listener)
  return () => void returns.delete(listener)
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher)
  return () => void watchers.delete(watcher)
}

/** Whether the session of this page is over. */
export const useSessionEnd = (): boolean =>
  useSyncExternalStore(
    watch,
    () => isOver,
    () => false,
  )

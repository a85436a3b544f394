import { createContext, useContext, useSyncExternalStore } from 'react'
import type { PageConfig } from './answers.ts'
import type { Api } from './api/api.ts'
import type { Mode } from './api/origins.ts'
import type { RequestKeys } from './api/request-keys.ts'
import { type Locale, type Messages, messagesOf } from './messages/messages.ts'
import { personIdOf, type Session, type SessionState } from './session/session.ts'
import type { Toasts } from './ui/toast/toasts.ts'

/** A choice that this browser keeps. */
export type Kept<T extends string> = {
  get(): T
  set(value: T): void
  subscribe(listener: () => void): () => void
}

/** What every page has around it. */
export type Office = {
  readonly config: PageConfig
  readonly session: Session
  readonly api: Api
  readonly requestKeys: RequestKeys
  readonly toasts: Toasts
  readonly mode: Kept<Mode>
  readonly locale: Kept<Locale>
}

const OfficeContext = createContext<Office | undefined>(undefined)
export const OfficeProvider = OfficeContext.Provider

export function useOffice(): Office {
  const office = useContext(OfficeContext)
  if (!office) throw new Error('outside of the office')
  return office
}

export const useApi = (): Api => useOffice().api

export function useKept<T extends string>({ get, subscribe }: Kept<T>): T {
  return useSyncExternalStore(subscribe, get)
}

export const useLocale = (): Locale => useKept(useOffice().locale)
export const useMessages = (): Messages => messagesOf(useLocale())

/** The texts of one part of the site: they are loaded with its pages, not with the first one. */
export const useWords = <T,>(words: Readonly<Record<Locale, T>>): T => words[useLocale()]

/** Whose the drafts of this tab are: what one person typed is not shown to the next. */
export function usePersonId(): string {
  return personIdOf(useSessionState())
}

export function useSessionState(): SessionState {
  const { session } = useOffice()
  return useSyncExternalStore(session.subscribe, session.state)
}

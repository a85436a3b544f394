import '@fontsource-variable/instrument-sans'
import '@mantine/core/styles.css'
import '@comptoir/site/tokens.css'
import './base.css'
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { createRoot } from 'react-dom/client'
import type { PageConfig } from './answers.ts'
import { createApi } from './api/api.ts'
import { type Mode, modesOf } from './api/origins.ts'
import { createRequestKeys } from './api/request-keys.ts'
import { createKept } from './kept.ts'
import type { Locale } from './messages/messages.ts'
import { OfficeProvider } from './office.tsx'
import { router } from './routes.ts'
import { createSession, personIdOf } from './session/session.ts'
import { watchPerson } from './session/watch-person.ts'
import { theme, variables } from './theme.ts'
import { createToasts } from './ui/toast/toasts.ts'

const config = (await (await fetch('/config.json')).json()) as PageConfig
const session = createSession({
  fetch: (...asked) => fetch(...asked),
  channel: new BroadcastChannel('comptoir-staff'),
})
const mode = createKept<Mode>('comptoir-mode', modesOf(config), () => 'gateway')
const locale = createKept<Locale>('comptoir-language', ['fr', 'en'], () => {
  const state = session.state()
  if (state.kind === 'in') return state.person.locale
  return navigator.language.startsWith('en') ? 'en' : 'fr'
})
const api = createApi({ session, config, mode: mode.get })
const toasts = createToasts()
const queries = new QueryClient({
  defaultOptions: {
    // calls try again themselves
    queries: { staleTime: 10_000, retry: false, refetchOnWindowFocus: false },
  },
})
const requestKeys = createRequestKeys({
  store: sessionStorage,
  personId: () => personIdOf(session.state()),
  readAgain: () =>
    queries.invalidateQueries(
      { predicate: ({ state }) => state.data !== undefined },
      { throwOnError: true },
    ),
})
watchPerson(session, {
  onOut: () => {
    queries.clear()
    toasts.clear()
  },
  onOther: () => {
    toasts.clear()
    queries.removeQueries({ type: 'inactive' })
    queries.getMutationCache().clear()
    // pages that stand forget what they show, and read again
    void queries.resetQueries()
  },
})
void session.renew()

const root = document.getElementById('root')
if (root) {
  createRoot(root).render(
    <MantineProvider
      theme={theme}
      cssVariablesResolver={variables}
      defaultColorScheme="auto"
      colorSchemeManager={localStorageColorSchemeManager({ key: 'comptoir-scheme' })}
    >
      <QueryClientProvider client={queries}>
        <OfficeProvider value={{ config, session, api, requestKeys, toasts, mode, locale }}>
          <RouterProvider router={router} />
        </OfficeProvider>
      </QueryClientProvider>
    </MantineProvider>,
  )
}

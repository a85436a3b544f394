import { useMantineColorScheme } from '@mantine/core'
import { useRouter } from '@tanstack/react-router'
import type { searchFr } from '../../../messages/search.ts'
import { useKept, useMessages, useOffice } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import { openPages } from '../pages.ts'
import type { Hit } from './hit.ts'
import { beginsSo, isMeant } from './matching.ts'
import { placesFor } from './places.ts'

/** The pages and actions that the words mean; all of them as long as nothing was typed. */
export function useShortcuts(typed: string, texts: typeof searchFr): readonly Hit[] {
  const { frame } = useMessages()
  const { session, locale } = useOffice()
  const { history } = useRouter()
  const { mine, may } = usePermissions()
  const { setColorScheme } = useMantineColorScheme()
  const language = useKept(locale)
  const pages = openPages(mine).flatMap((group) => group.pages)
  const goTo = (address: string) => () => history.push(address)
  const all: readonly Hit[] = [
    ...pages.map(
      ({ name, to }): Hit => ({
        ...{ id: name, group: 'pages', text: frame.pages[name], run: goTo(to) },
      }),
    ),
    ...placesFor(mine).map(
      ({ name, to }): Hit => ({
        ...{ id: to, group: 'pages', text: texts.places[name], run: goTo(to) },
      }),
    ),
    ...(may('order-drafts.write')
      ? [
          action('new order', texts.newOrder, goTo('/orders/drafts/new')),
          action('drafts', texts.drafts, goTo('/orders/drafts')),
        ]
      : []),
    action('dark', texts.dark, () => setColorScheme('dark')),
    action('light', texts.light, () => setColorScheme('light')),
    action('language', texts.otherLanguage, () => locale.set(language === 'fr' ? 'en' : 'fr')),
    action('sign out', texts.signOut, () => void session.signOut()),
  ]
  const meant = all.filter(({ text }) => isMeant(text, typed))
  const [first, rest] = [true, false].map((is) =>
    meant.filter(({ text }) => beginsSo(text, typed) === is),
  )
  return [...(first ?? []), ...(rest ?? [])]
}

const action = (id: string, text: string, run: () => void): Hit => ({
  ...{ id, group: 'actions', text, run },
})

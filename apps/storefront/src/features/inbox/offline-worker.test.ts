import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'

const file = join(import.meta.dirname, '../../../public/offline-worker.js')
type Event = Readonly<Record<string, unknown>>
type Window = { readonly url: string; focus(): void }

/** The worker in a browser that notes what it shows and opens. */
function startWorker(windows: readonly string[] = []) {
  const listeners = new Map<string, (event: Event) => void>()
  const shown: { title: string; options: Record<string, unknown> }[] = []
  const [opened, focused]: [string[], string[]] = [[], []]
  const all = windows.map((url): Window => ({ url, focus: () => void focused.push(url) }))
  runInNewContext(readFileSync(file, 'utf8'), {
    ...{ URL, location: { origin: 'https://shop.test' } },
    addEventListener: listeners.set.bind(listeners),
    registration: {
      showNotification: (title: string, options: Record<string, unknown>) =>
        shown.push({ title, options }),
    },
    clients: { matchAll: async () => all, openWindow: (url: string) => opened.push(url) },
  })
  async function hear(type: string, event: Event): Promise<void> {
    let work: unknown
    listeners.get(type)?.({ ...event, waitUntil: (promise: unknown) => (work = promise) })
    await work
  }
  const click = (url: string) =>
    hear('notificationclick', { notification: { close: () => {}, data: { url } } })
  return { hear, click, shown, opened, focused }
}

describe('a push message', () => {
  it('is shown with what it says, and one that comes again replaces itself', async () => {
    const { hear, shown } = startWorker()
    const content = { title: 'Commande', body: 'Expédiée', url: '/fr', tag: 'ntf_1' }
    await hear('push', { data: { json: () => content } })
    const options = { body: 'Expédiée', tag: 'ntf_1', data: { url: '/fr' } }
    expect(shown).toMatchObject([{ title: 'Commande', options }])
  })

  it('that says nothing is shown all the same, as browsers demand', async () => {
    const { hear, shown } = startWorker()
    const unreadable = () => {
      throw new SyntaxError('no JSON')
    }
    await hear('push', { data: { json: unreadable } })
    await hear('push', { data: null })
    expect(shown.map(({ title }) => title)).toEqual(['Comptoir', 'Comptoir'])
  })

  it('opens its page, of this shop wherever it says that it is', async () => {
    const { click, opened } = startWorker(['https://shop.test/fr'])
    await click('https://shop.test/fr/account/orders/ord_1')
    await click('https://evil.test/fr/track')
    await click('https://evil.test//evil.test')
    expect(opened).toEqual([
      'https://shop.test/fr/account/orders/ord_1',
      'https://shop.test/fr/track',
      'https://shop.test//evil.test',
    ])
  })

  it('brings forward a page that is open already', async () => {
    const { click, opened, focused } = startWorker(['https://shop.test/fr/track'])
    await click('https://shop.test/fr/track')
    expect([opened, focused]).toEqual([[], ['https://shop.test/fr/track']])
  })
})

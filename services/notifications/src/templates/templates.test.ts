import { TemplateKey } from '@comptoir/contracts/notifications/schemas'
import type { TemplateTexts } from '@comptoir/contracts/notifications/templates'
import { OrderShipped } from '@comptoir/contracts/orders/events'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { camille, contact, createNotificationsApp, staff } from '../../test/notifications-app.ts'
import { templateFaults } from './check-template.ts'
import { defaultTemplate } from './default-templates.ts'
import { addVersion, publish, type Template, textOf, untouched } from './template.ts'

const order = { orderId: 'ord_1', number: 'CMD-1', userId: 'usr_camille', cartId: 'crt_1' }
const path = '/api/notification-templates/order_shipped'
const both = (text: TemplateTexts['fr']): TemplateTexts => ({ fr: text, en: text })
const edited = (subject: string, body = '{{ number }}') =>
  both({ subject, body, short: '{{ number }}' })
const seconds = 1_000

describe('the texts of messages', () => {
  it('are those that come with the shop until staff publish others, and go back to them', async () => {
    const { call, hear, dispatcher, mails, store, others } = createNotificationsApp()
    const told = async (orderId: string) => {
      others.contact = { ...contact, orderId }
      await hear(OrderShipped, { ...order, orderId })
      await dispatcher.sendDue()
      return mails.at(-1)?.subject
    }
    expect(await told('ord_1')).toBe('Commande CMD-1 expédiée')
    const draft = await call(`POST ${path}/versions`, staff, {
      ...edited('En route : {{ number }}'),
      note: 'shorter',
    })
    expect(draft).toMatchObject({ status: 201, body: { published: 0, latest: 1, version: 1 } })
    expect(await told('ord_2')).toBe('Commande CMD-1 expédiée')
    const published = await call(`POST ${path}/publish`, staff, { version: 1 })
    expect(published.body).toMatchObject({ published: 1, publications: [{ by: 'usr_staff' }] })
    store.clock.nowMs += 6 * seconds
    expect(await told('ord_3')).toBe('En route : CMD-1')
    await call(`POST ${path}/publish`, staff, { version: 0 })
    store.clock.nowMs += 6 * seconds
    expect(await told('ord_4')).toBe('Commande CMD-1 expédiée')
    const { body } = await call(`GET ${path}`, staff)
    expect(body.publications.map((one: { version: number }) => one.version)).toEqual([0, 1])
    expect(body.versions).toMatchObject([{ version: 1, by: 'usr_staff', note: 'shorter' }])
  })

  it('of a message are those of its version, however long it waits and however it is shown', async () => {
    const { call, hear, dispatcher, mails, store, all } = createNotificationsApp()
    await call(`POST ${path}/versions`, staff, edited('Version 1'))
    await call(`POST ${path}/versions`, staff, edited('Version 2'))
    await call(`POST ${path}/publish`, staff, { version: 1 })
    await hear(OrderShipped, order)
    await call(`POST ${path}/publish`, staff, { version: 2 })
    store.clock.nowMs += 60 * seconds
    await dispatcher.sendDue()
    expect(mails[0]?.subject).toBe('Version 1')
    const [mail] = await all()
    const shown = await call(`GET /api/notifications/${mail?.id}`, staff)
    expect(shown.body).toMatchObject({ templateVersion: 1, content: { subject: 'Version 1' } })
    const inbox = await call('GET /api/inbox', camille)
    expect(inbox.body.items[0]).toMatchObject({ title: 'Version 1', text: 'CMD-1' })
  })

  it('are shown with an example in both languages, before they are kept', async () => {
    const { call } = createNotificationsApp()
    const text = (subject: string) => ({ subject, body: '{{ lines[0].title | text }}', short: 'x' })
    const { body } = await call(`POST ${path}/preview`, staff, { fr: text('A'), en: text('B') })
    expect(body.fr.mail).toMatchObject({ subject: 'A', text: expect.stringContaining('Lampe') })
    expect(body.en.mail).toMatchObject({ subject: 'B', text: expect.stringContaining('lamp') })
    expect((await call(`GET ${path}`, staff)).body).toMatchObject({ latest: 0, version: 0 })
  })

  it('are listed, and read by version', async () => {
    const { call } = createNotificationsApp()
    await call(`POST ${path}/versions`, staff, edited('Version 1'))
    const { body } = await call('GET /api/notification-templates', staff)
    expect(body.items).toHaveLength(TemplateKey.options.length)
    expect(body.items).toContainEqual({ template: 'order_shipped', published: 0, latest: 1 })
    const first = await call(`GET ${path}/versions/1`, staff)
    expect(first.body.texts.fr.subject).toBe('Version 1')
    const own = await call(`GET ${path}/versions/0`, staff)
    expect(own.body.texts.fr).toEqual(defaultTemplate('order_shipped', 'fr'))
    expect((await call(`GET ${path}/versions/2`, staff)).status).toBe(404)
    expect((await call(`POST ${path}/publish`, staff, { version: 2 })).status).toBe(404)
    expect((await call('GET /api/notification-templates/other', staff)).status).toBe(400)
  })

  it('are changed by one at a time', async () => {
    const { call } = createNotificationsApp()
    const seen = { ...staff, 'if-match': '"0"' }
    expect((await call(`POST ${path}/versions`, seen, edited('A'))).status).toBe(201)
    expect((await call(`POST ${path}/versions`, seen, edited('B'))).status).toBe(412)
    expect((await call(`POST ${path}/publish`, seen, { version: 1 })).status).toBe(412)
  })

  it('are for staff', async () => {
    const { call } = createNotificationsApp()
    for (const operation of [
      'GET /api/notification-templates',
      `GET ${path}`,
      `GET ${path}/versions/0`,
      `POST ${path}/preview`,
      `POST ${path}/versions`,
      `POST ${path}/publish`,
    ]) {
      expect((await call(operation)).status).toBe(401)
      expect((await call(operation, camille)).status).toBe(403)
    }
  })
})

describe('an edited text', () => {
  it.each(TemplateKey.options)('may be what comes with the shop: %s', (key) => {
    const texts = { fr: defaultTemplate(key, 'fr'), en: defaultTemplate(key, 'en') }
    expect(templateFaults(key, texts)).toEqual([])
  })

  it.each([
    ['a name that is not known', '{{ password }}', 'body', 'there is no {{ password }} here'],
    ['one of another template', '{{ paper }}', 'body', 'there is no {{ paper }} here'],
    ['a part that is not there', '{% for l in lines %}{{ l.titel }}{% endfor %}', 'body', 'titel'],
    ['a filter that is none', '{{ number | shout }}', 'body', 'shout'],
    ['a tag that is not closed', '{% if number %}', 'body', 'not closed'],
    ['a file', '{% include "secrets" %}', 'body', 'secrets'],
    ['HTML', '<script>alert(1)</script>', 'body', 'HTML is not shown'],
    ['HTML in a line', 'a <img src=x onerror=alert(1)> b', 'body', 'HTML is not shown'],
    ['an image', '![x](https://a.example/x.png)', 'body', 'images are not shown'],
    ['a link to a script', '[x](javascript:alert(1))', 'body', 'a link leads to'],
    ['goods in a subject', '{{ lines[0].quantity }}', 'subject', 'there is no {{ lines }} here'],
    ['goods in a short text', '{{ lines[0].quantity }}', 'short', 'there is no {{ lines }} here'],
  ])('with %s is refused', async (_what, source, field, message) => {
    const { call } = createNotificationsApp()
    const sound = { subject: 'S', body: 'B', short: 'C' }
    const texts = { fr: sound, en: { ...sound, [field]: source } }
    for (const operation of [`POST ${path}/preview`, `POST ${path}/versions`]) {
      const { status, body } = await call(operation, staff, texts)
      expect(status).toBe(400)
      expect(body.errors).toMatchObject([
        { field: `en.${field}`, message: expect.stringContaining(message) },
      ])
    }
  })

  it('says what it must: the total of a contract, the link of a mail that is nothing else', () => {
    const bare = both({ subject: 'S', body: 'B', short: 'C' })
    const missing = (key: TemplateKey) =>
      templateFaults(key, bare).flatMap(({ field, message }) =>
        field === 'fr.body' ? [message] : [],
      )
    expect(missing('order_confirmed')).toContain('{{ grandTotal }} is missing')
    expect(missing('reset_password')).toEqual(['{{ link }} is missing'])
    expect(missing('delivery_feedback')).toEqual(['{{ unsubscribeUrl }} is missing'])
  })

  it('shows no link that opens something but in the body', () => {
    const text = { subject: '{{ link }}', body: '{{ link }}', short: '{{ link }}' }
    const faults = templateFaults('order_link', both(text))
    expect(faults.map(({ field }) => field)).toEqual([
      ...['fr.subject', 'fr.short', 'en.subject', 'en.short'],
    ])
  })
})

describe('versions', () => {
  it('are never changed: what a version says, it always says', () => {
    const step = fc.record({
      kind: fc.constantFrom('add', 'publish'),
      subject: fc.string({ minLength: 1 }),
      version: fc.nat(8),
    })
    const by = { at: '2026-11-21T10:00:00.000Z', by: 'usr_staff' }
    function take(
      known: Template,
      { kind, subject, version }: typeof step extends fc.Arbitrary<infer S> ? S : never,
    ) {
      if (kind === 'add') return addVersion(known, { ...by, texts: edited(subject) })
      return version > known.versions.length ? known : publish(known, { ...by, version })
    }
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        const said: string[] = []
        let known = untouched('refund')
        for (const one of steps) {
          known = take(known, one)
          if (known.versions.length > said.length) said.push(one.subject)
          expect(said.map((_, n) => textOf(known, n + 1, 'fr')?.subject)).toEqual(said)
        }
        expect(textOf(known, 0, 'fr')).toBeUndefined()
      }),
    )
  })

  it('are a hundred at most', () => {
    const by = { at: '2026-11-21T10:00:00.000Z', by: 'usr_staff', texts: edited('S') }
    let known = untouched('refund')
    for (let n = 0; n < 100; n++) known = addVersion(known, by)
    expect(() => addVersion(known, by)).toThrow('transition_refused')
  })
})

import { MessageKind } from '@comptoir/contracts/accounts/messages'
import { TemplateKey } from '@comptoir/contracts/notifications/schemas'
import { ConversationMailKind } from '@comptoir/contracts/support/events'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shop } from '../../test/notifications-app.ts'
import { defaultTemplate } from './default-templates.ts'
import { createMessageRenderer } from './message-renderer.ts'
import { renderMessage } from './render.ts'

const render = (body: string, values: object = {}, subject = 'S') =>
  renderMessage({ subject, body, short: '' }, { locale: 'fr', values: { ...values }, shop })

describe('a template', () => {
  it('becomes HTML and plain text of one source', () => {
    const { html, text } = render('# Bonjour\n\n**{{ name }}**, [voir]({{ url }})', {
      name: 'Zoé',
      url: 'https://shop.example/a?b=1&c=2',
    })
    expect(html).toContain('<h1>Bonjour</h1>')
    expect(html).toContain('<strong>Zoé</strong>')
    const href = /<main>[\s\S]*?href="([^"]+)"/.exec(html)?.[1] ?? ''
    const decoded = href.replaceAll(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    expect(decoded).toBe('https://shop.example/a?b=1&c=2')
    expect(text).toContain('Bonjour\n\nZoé, voir → https://shop.example/a?b=1&c=2')
  })

  it('writes amounts, days and texts in the language of the message', () => {
    const { text } = render('{{ total | money }}, {{ at | day }}, {{ title | text }}', {
      total: { amount: 123_456, currency: 'EUR' },
      at: '2026-11-21T23:30:00.000Z',
      title: { fr: 'Lampe', en: 'Lamp' },
    })
    expect(text.replaceAll(/\s/g, ' ')).toContain('1 234,56 €, 22 novembre 2026, Lampe')
  })

  it('shows what it is given as letters, whatever that is', () => {
    const values = [
      '<script>alert(1)</script>',
      '[x](javascript:alert(1))',
      '![](http://a.b/c.png)',
    ]
    for (const value of values) {
      const { html, text } = render('Vous avez acheté {{ value }}.', { value })
      const main = html.slice(html.indexOf('<main>'), html.indexOf('</main>'))
      expect(main).not.toMatch(/<script|<img|href/)
      expect(text).toContain(value)
    }
  })

  it('lets nothing that is given become markup', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (value) => {
        const { html } = render('a {{ value }} b', { value })
        const main = html.slice(html.indexOf('<main>') + 6, html.indexOf('</main>'))
        expect(main.replaceAll(/<\/?p>/g, '')).not.toMatch(/[<>]/)
      }),
    )
  })

  it('shows a value as letters whatever filter it goes through, and follows no link to a script', () => {
    const value = '**x** [a](https://evil.example) <b>'
    const { html } = render(
      '{{ value | raw }} {% echo value | raw %} [click](javascript:alert(1))',
      {
        value,
      },
    )
    const main = html.slice(html.indexOf('<main>'), html.indexOf('</main>'))
    expect(main).not.toMatch(/<a|<b>|<strong>|javascript/)
    expect(main).toContain('click')
  })

  it('carries no HTML of its own: a script in it is left out', () => {
    expect(render('a <script>alert(1)</script><img src=x> b').html).not.toMatch(/<script|<img/)
  })

  it('has a subject of one line', () => {
    const { subject } = render('a', { name: 'x\r\nBcc: all@example.com' }, 'Hello {{ name }}')
    expect(subject).toBe('Hello x Bcc: all@example.com')
  })

  it('may not run for ever, nor read a file', () => {
    expect(() =>
      render('{% for a in (1..100000) %}{% for b in (1..100000) %}.{% endfor %}{% endfor %}'),
    ).toThrow()
    expect(() => render("{% include '/etc/passwd' %}")).toThrow()
  })
})

describe('the texts of the shop', () => {
  const renderer = createMessageRenderer(shop)
  const money = { amount: 4999, currency: 'EUR' }
  const title = { fr: 'Lampe CMD-1', en: 'Lamp CMD-1' }
  const line = { title, quantity: 2, gross: money, unitPrice: money }
  const data = {
    ...{ number: 'CMD-1', lines: [line], total: money, amount: money, grandTotal: money },
    ...{ shipping: money, vatTotal: money, shippingName: { fr: 'Standard', en: 'Standard' } },
    ...{ title: 'Lampe CMD-1', sku: 'LAMP', productId: 'prod_1' },
    ...{ address: ['Camille'], placedAt: '2026-11-21T10:00:00.000Z', trackingNumbers: ['TRK1'] },
    ...{ paper: 'FA-2026-000001', dueAt: '2026-12-05T10:00:00.000Z', outcome: 'refused' },
    ...{
      name: 'Camille',
      confirmedAt: '2026-11-21T10:00:00.000Z',
      expiresAt: '2026-11-24T10:00:00.000Z',
      ...{ kind: 'return', sku: 'LAMPE-ALBA', available: 3 },
      reason: 'trop tard',
    },
    ...{
      actionUrl: 'https://bank.example/3ds',
      delivery: { from: '2026-11-24', to: '2026-11-26' },
    },
  }

  it.each(TemplateKey.options.flatMap((key) => [[key, 'fr'] as const, [key, 'en'] as const]))(
    '%s in %s says all it should, and leaves no mark of the template',
    async (template, locale) => {
      const to = { channel: 'email', userId: 'usr_1', orderId: 'ord_1' } as const
      const message = { template, locale, data, ...to }
      const link = 'https://shop.example/l#x'
      const { subject, html = '', text } = await renderer(message, { link })
      for (const part of [subject, html, text])
        expect(part).not.toMatch(/\{\{|\{%|undefined|\[object/)
      expect(subject.length).toBeGreaterThan(10)
      const others: string[] = [...MessageKind.options, ...ConversationMailKind.options]
      if (![...others, 'stock_alert'].includes(template)) expect(text).toMatch(/CMD-1/)
      const { body } = defaultTemplate(template, locale)
      const shown = [...body.matchAll(/\{\{ (\w+) \}\}/g)].map(([, name = '']) => name)
      for (const name of shown.filter((one) => one in data))
        expect(text).toContain(String(data[name as keyof typeof data]))
    },
  )

  it('writes French as French is written: no plain space before a colon', () => {
    for (const key of TemplateKey.options) {
      const { subject, body } = defaultTemplate(key, 'fr')
      expect(`${subject}\n${body}`).not.toMatch(/[^\s] [:;!?]/)
    }
  })
})

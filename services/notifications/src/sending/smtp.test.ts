import { createMailServer } from '@comptoir/message-simulator/mail-server'
import { createMailbox } from '@comptoir/message-simulator/mailbox'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Mail } from './mail.ts'
import { createSmtp, type Smtp } from './smtp.ts'

const state = { away: false }
const mailbox = createMailbox()
let server: ReturnType<typeof createMailServer>
let smtp: Smtp
let url = ''

beforeAll(async () => {
  server = createMailServer(mailbox, state)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.server.address()
  url = `smtp://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  smtp = createSmtp({ url, user: 'shop', password: 'secret', from: 'Shop <orders@shop.example>' })
})
beforeEach(() => mailbox.clear())
afterAll(async () => {
  smtp.close()
  await new Promise<void>((resolve) => server.close(resolve))
})

const mail = (change: Partial<Mail> = {}): Mail => ({
  ...{ messageId: '<ntf_1.1@shop.example>', to: 'camille@example.com', subject: 'Été' },
  ...{ html: '<p>Bonjour é</p>', text: 'Bonjour é', files: [] },
  ...change,
})

describe('mail by SMTP', () => {
  it('arrives with both texts, its id and its files', async () => {
    const content = Buffer.from('%PDF-1.7')
    await smtp.send(
      mail({ files: [{ name: 'FA-1.pdf', contentType: 'application/pdf', content }] }),
    )
    const [arrived] = mailbox.all()
    expect(arrived).toMatchObject({
      ...{ messageId: '<ntf_1.1@shop.example>', to: 'camille@example.com', subject: 'Été' },
      from: 'orders@shop.example',
      files: [{ name: 'FA-1.pdf', contentType: 'application/pdf' }],
    })
    expect(arrived?.text).toContain('Bonjour é')
    expect(arrived?.html).toContain('<p>Bonjour é</p>')
    expect(arrived?.headers['auto-submitted']).toBe('auto-generated')
    expect(Buffer.from(arrived?.files[0]?.content ?? [])).toEqual(content)
  })

  it('that is handed over twice under one id is kept once by the mailbox', async () => {
    await smtp.send(mail())
    await smtp.send(mail())
    expect(mailbox.all()).toMatchObject([{ copies: 2 }])
  })

  it('to an address that does not exist fails for good', async () => {
    await expect(smtp.send(mail({ to: 'bounce@example.com' }))).rejects.toMatchObject({
      ...{ name: 'SendError', permanent: true, reason: expect.stringContaining('no such mailbox') },
    })
  })

  it('that cannot be taken now may be later', async () => {
    const later = { name: 'SendError', permanent: false }
    await expect(smtp.send(mail({ to: 'full@example.com' }))).rejects.toMatchObject(later)
    state.away = true
    await expect(smtp.send(mail())).rejects.toMatchObject(later)
    state.away = false
    await smtp.send(mail())
    const nobody = createSmtp({ url: 'smtp://127.0.0.1:1', from: 'a@shop.example' })
    await expect(nobody.send(mail())).rejects.toMatchObject(later)
    nobody.close()
  })

  it('reads no file and asks no address, whatever a template says', async () => {
    const html = '<img src="file:///etc/hostname"><img src="http://127.0.0.1:1/x">'
    await smtp.send(mail({ html }))
    expect(mailbox.all()[0]?.files).toEqual([])
  })
})

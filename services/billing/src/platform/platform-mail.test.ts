import { fixedSettings } from '@comptoir/dapr/test/fixed-settings'
import { createMailServer } from '@comptoir/message-simulator/mail-server'
import { createMailbox } from '@comptoir/message-simulator/mailbox'
import { baseConfig, readConfig } from '@comptoir/service/config'
import { silentLog } from '@comptoir/service/test/silent-log'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { configShape } from '../config.ts'
import { platformsOf } from './platforms.ts'

const state = { away: false }
const mailbox = createMailbox()
const server = createMailServer(mailbox, state)
let smtpUrl = ''

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.server.address()
  smtpUrl = `smtp://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
})
beforeEach(() => mailbox.clear())
afterAll(() => new Promise<void>((resolve) => server.close(resolve)))

function open(env: Record<string, string> = {}) {
  const own = Object.keys(configShape).filter((name) => !(name in baseConfig))
  const shape = Object.fromEntries(
    Object.entries(configShape).filter(([name]) => own.includes(name)),
  )
  const settings = { SMTP_USER: 'shop', SMTP_PASSWORD: 'secret', ...env }
  const config = readConfig(shape as unknown as typeof configShape, settings)
  return platformsOf({ config, settings: fixedSettings(), log: silentLog() })
}
const mailing = () => open({ SMTP_URL: smtpUrl, PLATFORM_EMAIL: 'depot@plateforme.example' })
const bytes = Buffer.from('%PDF-1.7 facture')

describe('a platform that takes invoices by mail', () => {
  it('gets one mail for each submission, with the file, under an id that follows from the reference', async () => {
    const { platform, close } = mailing()
    await platform?.submit({ reference: 'FA-2026-000001', bytes })
    const [mail] = mailbox.all()
    expect(mail).toMatchObject({
      ...{ to: 'depot@plateforme.example', from: 'facturation@comptoir.example' },
      ...{ subject: '123456789 FA-2026-000001', messageId: '<FA-2026-000001@comptoir.example>' },
      files: [{ name: 'FA-2026-000001.pdf', contentType: 'application/pdf' }],
    })
    expect(Buffer.from(mail?.files[0]?.content ?? [])).toEqual(bytes)
    close()
  })

  it('gets a repeat as the same mail, and a further submission as another', async () => {
    const { platform, close } = mailing()
    const references = ['FA-2026-000001', 'FA-2026-000001', 'FA-2026-000001-2']
    for (const reference of references) await platform?.submit({ reference, bytes })
    expect(
      mailbox
        .all()
        .map(({ copies }) => copies)
        .toSorted(),
    ).toEqual([1, 2])
    close()
  })

  it('has not taken what its server refuses', async () => {
    const { platform, close } = open({ SMTP_URL: smtpUrl, PLATFORM_EMAIL: 'bounce@example.com' })
    await expect(platform?.submit({ reference: 'FA-2026-000001', bytes })).rejects.toThrow(
      'no such mailbox',
    )
    close()
  })

  it('says nothing of them itself', async () => {
    const { platform, close } = mailing()
    expect(await platform?.news()).toEqual([])
    close()
  })

  it('is none without an address, or without a server', () => {
    const some: Record<string, string>[] = [
      ...[{ SMTP_URL: smtpUrl }, { PLATFORM_EMAIL: 'depot@plateforme.example' }, {}],
    ]
    for (const env of some) expect(open(env).platform).toBeUndefined()
  })
})

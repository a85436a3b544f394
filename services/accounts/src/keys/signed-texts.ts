import { timingSafeEqual } from 'node:crypto'
import type { KeyEncryption } from './key-encryption.ts'

export type SignedTexts = ReturnType<typeof createSignedTexts>

/** Texts that accounts gave out and knows again, by a MAC under a key that it alone has: nothing of them is kept. */
export function createSignedTexts(encryption: Pick<KeyEncryption, 'macs'>) {
  const macsOf = (text: string, purpose: string) => encryption.macs(`${purpose} of ${text}`)
  return {
    /** @example signed.sign('usr_1', 'erasure') // 'usr_1.q3…' */
    sign: (text: string, purpose: string): string => `${text}.${macsOf(text, purpose)[0]}`,
    /** The text of one that was signed for that purpose; none of any other. */
    read(signed: string, purpose: string): string | undefined {
      const [, text, mac] = /^([\w~-]{1,120})\.([\w-]{43})$/.exec(signed) ?? []
      if (text === undefined || mac === undefined) return undefined
      const given = Buffer.from(mac)
      const isOurs = macsOf(text, purpose).some((one) => timingSafeEqual(Buffer.from(one), given))
      return isOurs ? text : undefined
    },
  }
}

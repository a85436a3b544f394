import { type Limit, type MakeLimiter, take } from '@comptoir/dapr/leases/limits'
import { networkOf } from '@comptoir/service/auth/client-address'

/** How often one may write. Networks are shared by many, so their limits are wide. */
export const supportLimits = {
  conversationsOfNetwork: { points: 120, duration: 3_600 },
  messagesOfWriter: { points: 40, duration: 60 },
  imagesOfWriter: { points: 30, duration: 3_600 },
  transcriptsOfConversation: { points: 3, duration: 900 },
  transcriptsOfAddressee: { points: 5, duration: 3_600 },
  typingOfWriter: { points: 60, duration: 60 },
} as const satisfies Record<string, Limit>

export type SupportLimits = ReturnType<typeof createSupportLimits>

/** Refuses as `rate_limited`. */
export function createSupportLimits(make: MakeLimiter) {
  const limiterOf = (name: keyof typeof supportLimits) => make(name, supportLimits[name])
  const openings = limiterOf('conversationsOfNetwork')
  const messages = limiterOf('messagesOfWriter')
  const images = limiterOf('imagesOfWriter')
  const transcripts = limiterOf('transcriptsOfConversation')
  const addressees = limiterOf('transcriptsOfAddressee')
  const typing = limiterOf('typingOfWriter')
  return {
    opening: (address: string) => take(openings, networkOf(address)),
    writing: (writer: string) => take(messages, writer),
    uploading: (writer: string) => take(images, writer),
    async asking(conversationId: string, addressee: string) {
      await take(transcripts, conversationId)
      await take(addressees, addressee)
    },
    typing: (writer: string) => take(typing, writer),
  }
}

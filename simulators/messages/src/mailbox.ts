export type StoredFile = {
  readonly name: string
  readonly contentType: string
  readonly content: Uint8Array
}

/** A message as it arrived; `copies` is how often it was handed over under the same id. */
export type Message = {
  readonly id: string
  readonly channel: 'email' | 'sms' | 'push'
  readonly messageId: string
  readonly to: string
  readonly from: string
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly headers: Readonly<Record<string, string>>
  readonly files: readonly StoredFile[]
  readonly receivedAt: string
  copies: number
}

/** More would fill the memory of a machine that runs a soak test over night. */
const keptAtMost = 2_000

export type Mailbox = ReturnType<typeof createMailbox>

/** Keeps the last messages in memory. One that comes again, under the same message id, is kept once, as mail servers do. */
export function createMailbox() {
  const messages: Message[] = []
  const known = new Map<string, Message>()
  let count = 0

  return {
    /** Newest first. */
    all: (): readonly Message[] => messages.toReversed(),
    find: (id: string) => messages.find((message) => message.id === id),
    /** Every message that ever arrived, those that are not kept any more included. */
    count: () => count,
    add(arrived: Omit<Message, 'id' | 'copies'>): void {
      const key = `${arrived.messageId} ${arrived.to}`
      const first = known.get(key)
      if (first) {
        first.copies += 1
        return
      }
      count += 1
      const message = { ...arrived, id: String(count), copies: 1 }
      messages.push(message)
      known.set(key, message)
      const oldest = messages.length > keptAtMost ? messages.shift() : undefined
      if (oldest) known.delete(`${oldest.messageId} ${oldest.to}`)
    },
    clear(): void {
      messages.length = 0
      known.clear()
    },
  }
}

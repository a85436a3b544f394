import type { Draft as MessageDraft } from '@comptoir/site/conversation-draft'

/** What is being written, and where an answer goes while a guest is away. */
export type Draft = MessageDraft & { readonly email: string }

export const emptyDraft: Draft = { text: '', email: '' }

/** What the service, and any mail server, takes at least. */
export const isEmail = (text: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text.trim())

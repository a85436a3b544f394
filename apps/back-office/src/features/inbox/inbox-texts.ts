import { inboxEn, inboxFr } from '../../messages/operations/inbox.ts'
import { useWords } from '../../office.tsx'

const words = { fr: inboxFr, en: inboxEn }

/** What the pages of conversations say. */
export const useInboxTexts = () => useWords(words)

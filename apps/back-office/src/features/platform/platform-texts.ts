import { platformEn, platformFr } from '../../messages/operations/platform.ts'
import { useWords } from '../../office.tsx'

const words = { fr: platformFr, en: platformEn }

/** What the pages of the platform say. */
export const usePlatformTexts = () => useWords(words)

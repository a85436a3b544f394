import { notificationsEn, notificationsFr } from '../../messages/operations/notifications.ts'
import { useWords } from '../../office.tsx'

const words = { fr: notificationsFr, en: notificationsEn }

/** What the pages of messages to customers say. */
export const useNotificationTexts = () => useWords(words)

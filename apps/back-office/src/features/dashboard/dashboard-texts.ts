import { dashboardEn, dashboardFr } from '../../messages/dashboard.ts'
import { useWords } from '../../office.tsx'

const words = { fr: dashboardFr, en: dashboardEn }

/** What the dashboard says: loaded with its pages. */
export const useDashboardTexts = () => useWords(words)

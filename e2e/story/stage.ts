import type { openJourney } from '../src/journey.ts'

/** Where a story plays: the running platform, and who works there. */
export type Stage = Awaited<ReturnType<typeof openJourney>>

/** The password that everybody of a story has. */
export const password = 'une phrase de passe assez longue'

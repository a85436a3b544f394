import type { openJourney } from '../src/journey.ts'

/** Where a story plays: the running platform, and who works there. */
export type Stage = Awaited<ReturnType<typeof openJourney>>

import { createCall } from '@comptoir/site/call'
import { apiOrigin } from '../api-origin.ts'

/** The shop's API, asked as a visitor without a name. */
export const call = createCall({ origin: apiOrigin })

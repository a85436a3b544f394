import type { CurrentSettings } from '@comptoir/dapr/settings/shop-settings'
import type { Logger } from '@comptoir/service/observability/log'
import type { Config } from '../config.ts'
import { createDropFolder } from './drop-folder.ts'
import type { ApprovedPlatform } from './platform.ts'
import { createPlatformMail } from './platform-mail.ts'

type Settings = Pick<
  Config,
  | ('platformFolder' | 'platformEmail' | 'platformMailFrom')
  | ('smtpUrl' | 'smtpUser' | 'smtpPassword')
>
type Given = {
  readonly config: Settings
  readonly settings: CurrentSettings
  readonly log: Pick<Logger, 'warn'>
}

/** The platform that the settings name, and what closes its connections; none when they name none. */
export type Platforms = { readonly platform: ApprovedPlatform | undefined; close(): void }

/** By a folder, or by mail; by mail the statuses are read from the folder, where there is one, too. */
export function platformsOf({ config, settings, log }: Given): Platforms {
  const { platformFolder, platformEmail, smtpUrl } = config
  const folder = platformFolder === undefined ? undefined : createDropFolder(platformFolder, log)
  if (platformEmail === undefined || smtpUrl === undefined)
    return { platform: folder, close: () => undefined }
  const { submit, close } = createPlatformMail({
    ...{ url: smtpUrl, user: config.smtpUser, password: config.smtpPassword, to: platformEmail },
    seller: () => {
      const { email, siren } = settings().seller
      return { from: config.platformMailFrom ?? email, siren }
    },
  })
  return { platform: { ...(folder ?? silent), submit }, close }
}

/** Says nothing of what became of a paper: whoever runs the shop sees it at the platform. */
const silent = { news: async () => [], acknowledge: async () => undefined }

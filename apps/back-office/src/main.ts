import { join } from 'node:path'
import { createDrain } from '@comptoir/service/http/drain'
import { listen, onTermination } from '@comptoir/service/http/listen'
import { createLogger } from '@comptoir/service/observability/log'
import { measureProcess } from '@comptoir/service/observability/metrics'
import { logProcess } from '@comptoir/service/observability/process-log'
import { createApp, info } from './server/app.ts'
import { readBuiltFiles } from './server/built-files.ts'
import { readBackOfficeConfig } from './server/config.ts'

const { appId } = info
const config = readBackOfficeConfig()
const log = createLogger(appId, config.logLevel)
logProcess(log)
measureProcess()
const files = readBuiltFiles(join(import.meta.dirname, '../dist'))
const drain = createDrain(createApp({ config, files, log }), appId)
const listener = await listen(drain, { ...config, appId })
onTermination(async () => {
  drain.close()
  await listener.close()
})
log.info({ port: listener.port, files: files.length }, 'listening')

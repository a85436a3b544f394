import { baseConfig } from '@comptoir/service/config'

export const configShape = { ...baseConfig }

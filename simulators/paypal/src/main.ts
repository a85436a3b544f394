import { readConfig } from './config.ts'
import { startSimulator } from './simulator.ts'

try {
  const config = readConfig(process.env)
  const simulator = await startSimulator(config)
  console.log(`PayPal simulator on ${simulator.url}, test cases ${config.testCases ? 'on' : 'off'}`)
  const stop = () => void simulator.close().then(() => process.exit(0))
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(2)
}

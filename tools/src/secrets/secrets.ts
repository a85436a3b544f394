import { stringify } from 'yaml'
import { readCommandLine } from '../runner/screen/command-line.ts'
import { runCommand } from '../runner/screen/user-error.ts'
import { clusterSecrets, givenNames } from './cluster-secrets.ts'
import { composeSecrets } from './compose-secrets.ts'

const command = {
  run: 'npm run secrets --',
  summary:
    'Prints new Secrets for a cluster, which the chart value secrets.existingSecret needs, or a file .env for docker compose. They are kept nowhere.',
  options: {
    compose: { type: 'boolean', default: false, help: 'a file .env for docker compose' },
    namespace: { type: 'string', default: 'comptoir', value: 'NAME', help: 'where the shop goes' },
    name: {
      type: 'string',
      default: 'comptoir',
      value: 'NAME',
      help: 'what the shared Secret is called: secrets.existingSecret; default: comptoir',
    },
  },
  examples: [
    'npm run --silent secrets -- --namespace shop | kubectl apply -f -',
    'npm run --silent secrets -- --compose > .env',
    'npm run --silent secrets -- --namespace shop | kubeseal --format yaml > secrets.yaml',
  ],
  notes: `What others made is read from the environment: ${givenNames.join(', ')}.\nWhat is not there is made up, but for the two of S3.`,
} as const

async function main(): Promise<undefined> {
  const { values } = readCommandLine(command)
  if (values.compose) {
    process.stdout.write(composeSecrets())
    return
  }
  const secrets = clusterSecrets(values, process.env)
  process.stdout.write(secrets.map((secret) => stringify(secret, { lineWidth: 0 })).join('---\n'))
}

await runCommand(main)

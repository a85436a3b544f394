import { stringify } from 'yaml'
import type { PartInput } from '../provision/part.ts'
import { type Choice, requirePossible, usualChoice } from '../runner/plan/choice.ts'
import { checkout, layoutOf } from '../runner/plan/layout.ts'
import { portsAt } from '../runner/plan/ports.ts'
import { newSecrets, secretsIn } from '../runner/plan/secrets.ts'
import { readCommandLine, usageError } from '../runner/screen/command-line.ts'
import { runCommand } from '../runner/screen/user-error.ts'
import { clusterSecrets, connectionsSecret, givenNames } from './cluster-secrets.ts'
import { composeSecrets } from './compose-secrets.ts'
import { prepareConnections } from './connections.ts'
import { reachTrialParts } from './trial-parts.ts'

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
    broker: {
      type: 'string',
      default: usualChoice.broker,
      value: 'NAME',
      help: 'jetstream, kafka, rabbitmq: a broker that you run; its address is added, its topics are made',
    },
    store: {
      type: 'string',
      default: usualChoice.store,
      value: 'NAME',
      help: 'postgresql, mysql, mongodb, or postgresql,carts=redis: a database that you run; a user and a schema of each service are made',
    },
    live: {
      type: 'string',
      default: 'redis',
      value: 'NAME',
      help: 'mqtt: a broker that you run, for live channels',
    },
    from: {
      type: 'string',
      value: 'FILE',
      help: 'secrets.json of a shop that moves here (npm run export -- --store): its secrets, not new ones',
    },
    'trial-parts': {
      type: 'boolean',
      default: false,
      help: 'broker and store are those of charts/trial-parts in the namespace, not addresses of the environment',
    },
    connections: {
      type: 'boolean',
      default: false,
      help: 'only the Secret with the addresses of broker and store, for a shop that is installed',
    },
  },
  examples: [
    'npm run --silent secrets -- --namespace shop | kubectl apply -f -',
    'npm run --silent secrets -- --compose > .env',
    'npm run --silent secrets -- --namespace shop | kubeseal --format yaml > secrets.yaml',
    'npm run --silent secrets -- --namespace shop --from ~/shop/secrets.json | kubectl apply -f -',
    'npm run --silent secrets -- --namespace shop --broker kafka --store postgresql --trial-parts | kubectl apply -f -',
    'POSTGRESQL_URL=postgresql://admin:…@db/shop npm run --silent secrets -- --store postgresql | kubectl apply -f -',
  ],
  notes: `What others made is read from the environment: ${givenNames.join(', ')}.
What is not there is made up, but for the two of S3. Addresses of a broker and a store: KAFKA_BROKERS, NATS_URL,
RABBITMQ_URL, MQTT_URL, POSTGRESQL_URL, MYSQL_URL, MONGODB_URL. CONNECTIONS_KEY, of the Secret with the addresses, makes the same passwords again.`,
} as const

async function main(): Promise<undefined> {
  const { values } = readCommandLine(command)
  const choice = requirePossible(checkout, values)
  if (values.compose) refuseOfCluster(values)
  const secrets = values.from === undefined ? newSecrets() : secretsIn(values.from)
  const partsKey = process.env['CONNECTIONS_KEY'] ?? secrets.partsKey
  const input = {
    layout: layoutOf(checkout, process.env),
    ports: portsAt(0),
    secrets: { ...secrets, partsKey },
    env: process.env,
    isRoot: false,
    progress: () => undefined,
  }
  const prepare = values['trial-parts'] ? prepareTrialParts : prepareConnections
  const connections = await prepare(choice, input, values.namespace)
  const isElsewhere = Object.values(choice).some((name) => name !== 'redis')
  if (values.compose) {
    process.stdout.write(isElsewhere ? composeSecrets(choice, connections) : composeSecrets())
    return
  }
  const manifests = [
    ...(values.connections ? [] : clusterSecrets(values, process.env, secrets)),
    ...(isElsewhere ? [connectionsSecret(values, connections, partsKey)] : []),
  ]
  process.stdout.write(manifests.map((one) => stringify(one, { lineWidth: 0 })).join('---\n'))
}

function refuseOfCluster(values: {
  readonly from?: string
  readonly 'trial-parts': boolean
}): void {
  const option = values.from === undefined ? values['trial-parts'] && '--trial-parts' : '--from'
  if (option) throw usageError(command, `${option} is for a cluster, not for --compose`)
}

/** The same for the trial parts of a cluster, through forwarded ports. */
async function prepareTrialParts(choice: Choice, input: PartInput, namespace: string) {
  const reached = await reachTrialParts(choice, namespace)
  try {
    const env = { ...input.env, ...reached.env }
    return reached.fromInside(await prepareConnections(choice, { ...input, env }))
  } finally {
    reached.close()
  }
}

await runCommand(main)

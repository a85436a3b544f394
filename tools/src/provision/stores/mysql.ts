import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AppId } from '@comptoir/contracts/topology'
import { partPassword } from '../../runner/plan/secrets.ts'
import { UserError } from '../../runner/screen/user-error.ts'
import { run, which } from '../commands.ts'
import { type Part, type PartInput, partVariables } from '../part.ts'
import { requireProgram } from '../programs.ts'
import { databaseOf, userOf } from './database-users.ts'
import { missingOfMysql, prepareMysql } from './mysql-users.ts'

const administrator = 'comptoir_admin'

/**
 * MySQL, or MariaDB, as the store: the server that MYSQL_URL names (`mysql://admin:password@host/name`, where names of
 * databases and users begin with that name), or a MariaDB of our own under the data of this checkout.
 */
export async function provideMysql(input: PartInput): Promise<Part> {
  const given = input.env.MYSQL_URL
  if (given) return { ...partAt(given, input), from: 'MYSQL_URL', processes: [] }
  const password = partPassword(input.secrets, administrator)
  const url = `mysql://${administrator}:${password}@127.0.0.1:${input.ports.mysql}/`
  const server = await findServer(input)
  const spec = {
    name: 'mysql',
    group: 'part' as const,
    command: server.path,
    args: await layOut(input, password),
    env: {},
    cwd: input.layout.root,
    port: input.ports.mysql,
    missing: () => missingOfMysql(url),
  }
  return { ...partAt(url, input), from: server.from, processes: [spec] }
}

function partAt(url: string, { secrets, services }: PartInput) {
  const { hostname, port, search } = new URL(url)
  const options = new URLSearchParams(search)
  options.set('allowNativePasswords', 'true')
  return {
    name: 'mysql',
    prepare: () => prepareMysql(url, secrets, services),
    sidecarEnvironment: (appId: AppId) => {
      const user = userOf(appId, databaseOf(url), secrets)
      const address = `tcp(${hostname}:${port || '3306'})`
      return {
        [partVariables.store]: `${user.name}:${user.password}@${address}/?${options}`,
        [partVariables.storeSchema]: user.name,
      }
    },
  }
}

function findServer({ env, isRoot, progress }: PartInput) {
  const folders = ['/usr/sbin', '/opt/homebrew/opt/mariadb/bin']
  const names = { program: 'mariadbd', packageName: 'mariadb-server', folders }
  return requireProgram(
    { ...names, env, isRoot, progress },
    'MariaDB is missing. Install it (`sudo apt-get install mariadb-server`, `brew install mariadb`), ' +
      'or set MYSQL_URL=mysql://admin:password@host/comptoir',
  )
}

/** On disk before an answer; 200 connections, of which nine sidecars open what they need. */
const durable = ['--innodb-flush-log-at-trx-commit=1', '--max-connections=200']

/** The command line of the server; at the first start its data folder and its administrator, too. */
async function layOut({ layout, isRoot, ports, env }: PartInput, password: string) {
  const folder = join(layout.data, 'mysql')
  const temporary = join(layout.data, 'mysql-tmp')
  for (const path of [folder, temporary]) mkdirSync(path, { recursive: true, mode: 0o700 })
  const who = isRoot ? ['--user=root'] : []
  const place = ['--no-defaults', ...who, `--datadir=${folder}`]
  if (!existsSync(join(folder, 'mysql'))) await fill(place, env, password, folder)
  return [
    ...[...place, `--tmpdir=${temporary}`, `--socket=${join(temporary, 's')}`],
    ...[`--pid-file=${join(temporary, 'pid')}`, '--bind-address=127.0.0.1'],
    ...[`--port=${ports.mysql}`, '--character-set-server=utf8mb4', '--skip-name-resolve'],
    ...['--innodb-buffer-pool-size=64M', ...durable],
  ]
}

async function fill(
  place: readonly string[],
  env: NodeJS.ProcessEnv,
  password: string,
  folder: string,
): Promise<void> {
  const file = `${folder}-administrator.sql`
  const account = `'${administrator}'@'%'`
  writeFileSync(
    file,
    `FLUSH PRIVILEGES;\nCREATE USER ${account} IDENTIFIED BY '${password}';\nGRANT ALL ON *.* TO ${account} WITH GRANT OPTION;\n`,
    { mode: 0o600 },
  )
  const install = which('mariadb-install-db', env.PATH) ?? 'mariadb-install-db'
  // without it, everyone on the machine would be root there
  const auth = ['--auth-root-authentication-method=socket', '--auth-root-socket-user=root']
  const args = [...place, ...auth, '--skip-test-db', `--extra-file=${file}`]
  const { code, output } = await run(install, args)
  rmSync(file)
  if (code === 0) return
  rmSync(folder, { recursive: true, force: true })
  throw new UserError(`MariaDB could not lay out ${folder}: ${output.slice(-500)}`)
}

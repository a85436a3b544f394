/** A chart of a dashboard: what it shows, as PromQL, and the names of its lines. */
type Panel = {
  readonly title: string
  readonly unit?: 's' | 'reqps' | 'bytes' | 'percentunit' | 'short'
  readonly lines: Readonly<Record<string, string>>
}

const panelWidth = 12
const panelHeight = 8

const p95 = (metric: string, by: string, filter = '') =>
  `histogram_quantile(0.95, sum by (le, ${by}) (rate(${metric}_bucket${filter}[$__rate_interval])))`
const rate = (metric: string, by: string, filter = '') =>
  `sum by (${by}) (rate(${metric}${filter}[$__rate_interval]))`

const orders: readonly Panel[] = [
  {
    title: 'Orders by the state that they come into',
    unit: 'reqps',
    lines: { '{{status}}': rate('comptoir_order_moves_total', 'status') },
  },
  { title: 'Orders in each state', lines: { '{{status}}': 'max by (status) (comptoir_orders)' } },
  {
    title: 'From placing to the outcome, 95 %',
    unit: 's',
    lines: { '{{outcome}}': p95('comptoir_saga_duration_seconds', 'outcome') },
  },
  {
    title: 'Orders in flight, and refused for that',
    lines: {
      'in flight, {{pod}}': 'comptoir_orders_in_flight',
      'refused a second': rate('comptoir_placements_rejected_total', 'service'),
    },
  },
  {
    title: 'Reservations of stock',
    unit: 'reqps',
    lines: { '{{step}} {{status}}': rate('comptoir_reservations_total', 'step, status') },
  },
  {
    title: 'Redemptions of promotions',
    unit: 'reqps',
    lines: { '{{step}} {{status}}': rate('comptoir_redemptions_total', 'step, status') },
  },
  {
    title: 'What failed and is repeated',
    unit: 'reqps',
    lines: { '{{kind}} {{name}}': rate('comptoir_failures_total', 'kind, name') },
  },
]

const platform: readonly Panel[] = [
  {
    title: 'Answers at the gateway',
    unit: 'reqps',
    lines: {
      '{{route}}': rate(
        'comptoir_http_request_duration_seconds_count',
        'route',
        '{service="gateway"}',
      ),
    },
  },
  {
    title: 'Latency at the gateway, 95 %',
    unit: 's',
    lines: {
      '{{route}}': p95('comptoir_http_request_duration_seconds', 'route', '{service="gateway"}'),
    },
  },
  {
    title: 'Answers of 5xx',
    unit: 'reqps',
    lines: {
      '{{service}} {{route}}': rate(
        'comptoir_http_request_duration_seconds_count',
        'service, route',
        '{status=~"5.."}',
      ),
    },
  },
  {
    title: 'Event loop lag, 99 %',
    unit: 's',
    lines: { '{{pod}}': 'max by (pod) (comptoir_event_loop_lag_seconds{quantile="0.99"})' },
  },
  {
    title: 'Memory',
    unit: 'bytes',
    lines: { '{{pod}}': 'max by (pod) (comptoir_memory_bytes{kind="resident"})' },
  },
  {
    title: 'CPU',
    unit: 'percentunit',
    lines: { '{{pod}}': 'sum by (pod) (rate(comptoir_cpu_seconds[$__rate_interval]))' },
  },
  {
    title: 'Relay lag: the oldest write whose events have not surely left',
    unit: 's',
    lines: { '{{pod}}': 'max by (pod) (comptoir_relay_lag_seconds)' },
  },
  {
    title: 'Catch-up lag: since the log of a producer was followed to its end',
    unit: 's',
    lines: {
      '{{service}} of {{producer}}': 'min by (service, producer) (comptoir_catch_up_lag_seconds)',
    },
  },
  {
    title: 'Circuits that are open',
    lines: { '{{pod}} does not ask {{target}}': 'comptoir_circuit_open' },
  },
  {
    title: 'Dead letters that wait',
    lines: { '{{service}}': 'max by (service) (comptoir_dead_letters_waiting)' },
  },
]

/** The dashboards for Grafana by file name. */
export function dashboards(): Record<string, object> {
  return {
    'comptoir-orders.json': dashboard('comptoir-orders', 'Comptoir: orders', orders),
    'comptoir-platform.json': dashboard('comptoir-platform', 'Comptoir: platform', platform),
  }
}

function dashboard(uid: string, title: string, panels: readonly Panel[]) {
  return {
    uid,
    title,
    tags: ['comptoir'],
    schemaVersion: 39,
    editable: true,
    refresh: '30s',
    time: { from: 'now-3h', to: 'now' },
    templating: {
      list: [{ name: 'source', label: 'Prometheus', type: 'datasource', query: 'prometheus' }],
    },
    panels: panels.map(panelAt),
  }
}

function panelAt({ title, unit = 'short', lines }: Panel, at: number) {
  const datasource = { type: 'prometheus', uid: '$source' }
  return {
    id: at + 1,
    type: 'timeseries',
    title,
    datasource,
    gridPos: {
      x: (at % 2) * panelWidth,
      y: Math.floor(at / 2) * panelHeight,
      w: panelWidth,
      h: panelHeight,
    },
    fieldConfig: { defaults: { unit, min: 0 }, overrides: [] },
    targets: Object.entries(lines).map(([legendFormat, expr], line) => ({
      refId: String.fromCharCode('A'.charCodeAt(0) + line),
      datasource,
      expr,
      legendFormat,
    })),
  }
}

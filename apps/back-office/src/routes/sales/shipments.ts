import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { readHandOverSearch } from '../../features/shipments/hand-over/hand-over-search.ts'
import { readShipmentSearch } from '../../features/shipments/list/shipment-search.ts'
import { root } from '../root.ts'

const list = createRoute({
  getParentRoute: () => root,
  path: '/shipments',
  validateSearch: readShipmentSearch,
  component: lazyRouteComponent(
    () => import('../../features/shipments/list/shipments-page.tsx'),
    'ShipmentsPage',
  ),
})

const shipment = createRoute({
  getParentRoute: () => list,
  path: '/$shipmentId',
  component: lazyRouteComponent(
    () => import('../../features/shipments/parcel/shipment-page.tsx'),
    'ShipmentPage',
  ),
})

const handOver = createRoute({
  getParentRoute: () => list,
  path: '/hand-over',
  validateSearch: readHandOverSearch,
  component: lazyRouteComponent(
    () => import('../../features/shipments/hand-over/hand-over-page.tsx'),
    'HandOverPage',
  ),
})

export const shipments = list.addChildren([shipment, handOver])

const tariffList = createRoute({
  getParentRoute: () => root,
  path: '/shipments/tariffs',
  component: lazyRouteComponent(
    () => import('../../features/shipments/tariffs/tariffs-page.tsx'),
    'TariffsPage',
  ),
})

const tariff = createRoute({
  getParentRoute: () => tariffList,
  path: '/$optionId/$zoneId',
  component: lazyRouteComponent(
    () => import('../../features/shipments/tariffs/tariff/tariff-page.tsx'),
    'TariffPage',
  ),
})

const tariffImport = createRoute({
  getParentRoute: () => tariffList,
  path: '/import',
  component: lazyRouteComponent(
    () => import('../../features/shipments/tariffs/import/tariff-import-page.tsx'),
    'TariffImportPage',
  ),
})

export const tariffs = tariffList.addChildren([tariff, tariffImport])

import { seedTariffs } from '../tariffs/seed-tariffs.ts'
import type { ShipmentContent } from './stored-shipment.ts'

type Carried = Pick<ShipmentContent, 'carrierName' | 'carrierCode'>

/** The name of a shipment's carrier; of one from before it was kept, by the carriers that there were then. */
export const carrierNameOf = ({ carrierName, carrierCode }: Carried): string | undefined =>
  carrierName ?? seedTariffs.carriers.find(({ code }) => code === carrierCode)?.name

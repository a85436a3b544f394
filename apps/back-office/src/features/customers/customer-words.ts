import { customersEn, customersFr } from '../../messages/customers.ts'
import { useWords } from '../../office.tsx'

export const useCustomerWords = () => useWords({ fr: customersFr, en: customersEn })

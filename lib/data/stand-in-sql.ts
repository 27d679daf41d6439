/**
 * In SQL what mayStandIn of the domain asks: of a stand-in `us` on the unit `un`, for an absent person of this role whose
 * unit is of this province, both expressions. $1 today. That the absent person is there is for the statement around it.
 */
export const mayStandInSql = (role: string, province: string) => `
  us.is_active AND us.role <> 'admin' AND $1::date BETWEEN un.valid_from AND coalesce(un.valid_to, 'infinity')
  AND ${role}::text IN ('director', 'manager', 'central')
  AND CASE WHEN ${role}::text = 'central' THEN un.level = 'nation' ELSE un.province_id = ${province} END`;

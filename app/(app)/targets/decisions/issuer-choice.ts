/** The entry of the list of issuers under which another name is written. */
export const OTHER_ISSUER = "+";

/** What of the issuer and the number of a paper tells it from others, in SQL: as in its unique index, which it must match. */

/** Not how it is typed: blanks, capital letters, and the mark of Đ. */
export const paperKeySql = (text: string) =>
  String.raw`lower(translate(regexp_replace(${text}, '\s+', '', 'g'), 'Đđ', 'dd'))`;

/** A posted scan as it arrives: held once, read whole or not at all, and only a few at a time. */
import { Turns } from "@/lib/turns.mjs";
import { formParts, type FormPart } from "./form-parts";

/** More would be as many times 20 MB. */
const MOST = 3;

/** Whoever comes when so many scans arrive already is refused. */
export const ARRIVING = new Turns({ atOnce: MOST, waiting: 0 });

/** What takes a scan further waits until the one before it is done: memory is bounded for one. Nobody is refused here. */
export const STORING = new Turns({ atOnce: 1, waiting: MOST });

/** The posted form, if all bytes that were announced have come; null otherwise. */
export async function readForm(request: Request): Promise<FormPart[] | null> {
  const announced = Number(request.headers.get("content-length") ?? Number.NaN);
  // What is longer was refused before.
  if (!Number.isSafeInteger(announced) || announced <= 0 || request.body === null) return null;
  const bytes = new Uint8Array(announced);
  let at = 0;
  try {
    for (const reader = request.body.getReader(); ;) {
      const { done, value } = await reader.read();
      if (done) break;
      if (at + value.length > announced) return null;
      bytes.set(value, at);
      at += value.length;
    }
  } catch {
    // A connection that broke.
    return null;
  }
  return at === announced ? formParts(request.headers.get("content-type") ?? "", bytes) : null;
}

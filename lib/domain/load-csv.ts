/**
 * Splits the bytes of a CSV file into records with their line numbers, as they arrive: a file may be larger than memory.
 * UTF-8 with or without BOM, LF or CRLF, commas, RFC 4180 quotes. What cannot be read is told, and the next line goes on.
 */

/** Why a line could not be read. */
export type CsvFault = { line: number; expected: string };

export type CsvHandlers = {
  /** `line` is where the record begins; the first line is 1. */
  record: (fields: string[], line: number) => void;
  fault: (fault: CsvFault) => void;
};

/** No row of the four forms comes near this; past it a quote was left open or the file is no CSV at all. */
const LONGEST_RECORD = 65_536;
const LF = 10;
const NONE = new Uint8Array(0);

type Scanned =
  { fields: string[]; end: number } | "more" | { fault: string; /** Where reading goes on. */ end: number };

export class CsvReader {
  private bytes: Uint8Array = NONE;
  private text = "";
  private line = 1;
  private isStarted = false;
  private isOver = false;
  private readonly decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

  /** @param separator of fields; RFC 4180 has the comma, spreadsheets of other languages write others */
  constructor(
    private readonly handlers: CsvHandlers,
    private readonly separator = ",",
  ) {}

  push(chunk: Uint8Array): void {
    if (this.isOver) return;
    const bytes = this.bytes.length === 0 ? chunk : joined(this.bytes, chunk);
    // A line feed is never part of another UTF-8 character, so whole lines can be decoded by themselves.
    const end = bytes.lastIndexOf(LF) + 1;
    this.bytes = bytes.slice(end);
    if (end > 0) this.decode(bytes.subarray(0, end));
    if (this.bytes.length > 4 * LONGEST_RECORD) this.stop("lines that end with LF or CRLF");
  }

  /** Call once, after the last chunk. */
  end(): void {
    if (this.isOver) return;
    if (this.bytes.length > 0) this.decode(this.bytes);
    this.scan(true);
  }

  private stop(expected: string): void {
    this.handlers.fault({ line: this.line, expected });
    this.isOver = true;
  }

  private decode(bytes: Uint8Array): void {
    const start = this.isStarted ? 0 : bomLength(bytes);
    if (start < 0) return this.stop("UTF-8; this file is UTF-16, save it as “CSV UTF-8”");
    this.isStarted = true;
    const rest = bytes.subarray(start);
    try {
      this.text += this.decoder.decode(rest);
    } catch {
      this.decodeLines(rest);
    }
    this.scan(false);
  }

  /** Some line of these is not UTF-8: reads the others, and tells which line and byte. */
  private decodeLines(bytes: Uint8Array): void {
    for (let start = 0; start < bytes.length;) {
      const feed = bytes.indexOf(LF, start);
      const end = feed < 0 ? bytes.length : feed + 1;
      const one = bytes.subarray(start, end);
      start = end;
      try {
        this.text += this.decoder.decode(one);
      } catch {
        this.scan(false);
        this.handlers.fault({ line: this.line + lineFeeds(this.text), expected: notUtf8(one) });
        // An empty line keeps the count of lines right.
        this.text += "\n";
      }
    }
  }

  private scan(isLast: boolean): void {
    const { text } = this;
    let position = 0;
    while (position < text.length) {
      const feed = text.indexOf("\n", position);
      if (feed < 0 && !isLast) break;
      const stop = feed < 0 ? text.length : feed;
      const line = text.slice(
        position,
        text.charCodeAt(stop - 1) === 13 && stop > position ? stop - 1 : stop,
      );
      if (!line.includes('"')) {
        if (line !== "") this.handlers.record(line.split(this.separator), this.line);
        this.line += 1;
        position = stop + 1;
        continue;
      }
      const scanned = quotedRecord(text, position, isLast, this.separator);
      if (scanned === "more") break;
      if ("fault" in scanned) this.handlers.fault({ line: this.line, expected: scanned.fault });
      else this.handlers.record(scanned.fields, this.line);
      this.line += lineFeeds(text.slice(position, scanned.end)) + (text[scanned.end - 1] === "\n" ? 0 : 1);
      position = scanned.end;
    }
    this.text = text.slice(position);
  }
}

/** A record in which some field is quoted. */
function quotedRecord(text: string, start: number, isLast: boolean, separator: string): Scanned {
  const fields: string[] = [];
  let position = start;
  for (;;) {
    if (text[position] === '"') {
      const close = closingQuote(text, position + 1);
      if (close < 0) {
        if (!isLast && text.length - start < LONGEST_RECORD) return "more";
        return { fault: 'a closing quote (")', end: afterLine(text, start) };
      }
      fields.push(text.slice(position + 1, close).replaceAll('""', '"'));
      position = close + 1;
    } else {
      const end = fieldEnd(text, position, separator);
      const field = text.slice(position, end);
      if (field.includes('"')) {
        return { fault: "quotes around the whole field, and doubled inside it", end: afterLine(text, start) };
      }
      fields.push(field);
      position = end;
    }
    if (text[position] === separator) {
      position += 1;
      continue;
    }
    if (text[position] === "\r" && text[position + 1] === "\n") position += 1;
    if (position >= text.length) return isLast ? { fields, end: text.length } : "more";
    if (text[position] === "\n") return { fields, end: position + 1 };
    if (text[position] === "\r" && position + 1 === text.length)
      return isLast ? { fields, end: text.length } : "more";
    return { fault: "a comma or the end of the line after a closing quote", end: afterLine(text, start) };
  }
}

function closingQuote(text: string, start: number): number {
  let quote = text.indexOf('"', start);
  while (quote >= 0 && text[quote + 1] === '"') quote = text.indexOf('"', quote + 2);
  return quote;
}

function fieldEnd(text: string, start: number, separator: string): number {
  let end = start;
  while (end < text.length && text[end] !== separator && text[end] !== "\n") end += 1;
  return text[end] === "\n" && text[end - 1] === "\r" && end > start ? end - 1 : end;
}

function afterLine(text: string, start: number): number {
  const feed = text.indexOf("\n", start);
  return feed < 0 ? text.length : feed + 1;
}

function lineFeeds(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) count += 1;
  return count;
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

/** 3 with a UTF-8 BOM, 0 without; -1 for UTF-16, with its BOM or seen from its zero bytes. */
function bomLength(bytes: Uint8Array): number {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return 3;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return -1;
  return first === 0 || second === 0 ? -1 : 0;
}

function notUtf8(line: Uint8Array): string {
  const at = firstBadByte(line);
  const hex = (line[at] ?? 0).toString(16).toUpperCase().padStart(2, "0");
  return `UTF-8; byte 0x${hex} at position ${at + 1} of the line is not`;
}

/** Where the first character begins that is not UTF-8. */
function firstBadByte(line: Uint8Array): number {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  let start = 0;
  for (let at = 0; at < line.length; at += 1) {
    try {
      if (decoder.decode(line.subarray(at, at + 1), { stream: true }) !== "") start = at + 1;
    } catch {
      return start;
    }
  }
  return start;
}

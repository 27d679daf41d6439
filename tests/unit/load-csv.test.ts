import { describe, expect, test } from "vitest";
import { CsvReader, type CsvFault } from "@/lib/domain/load-csv";

type Read = { records: [line: number, ...fields: string[]][]; faults: CsvFault[] };

/** Reads bytes that arrive in pieces of `size`. */
function read(bytes: Uint8Array | string, size = 1_000_000): Read {
  const all = typeof bytes === "string" ? new TextEncoder().encode(bytes) : bytes;
  const result: Read = { records: [], faults: [] };
  const reader = new CsvReader({
    record: (fields, line) => result.records.push([line, ...fields]),
    fault: (fault) => result.faults.push(fault),
  });
  for (let start = 0; start < all.length; start += size) reader.push(all.subarray(start, start + size));
  reader.end();
  return result;
}

const records = (bytes: Uint8Array | string, size?: number) => read(bytes, size).records;

describe("records", () => {
  test("begin at their line, whether lines end with LF or CRLF, and the last need not end", () => {
    const expected = [
      [1, "a", "b"],
      [2, "1", ""],
      [3, "2", "x"],
    ];
    expect(records("a,b\n1,\n2,x")).toEqual(expected);
    expect(records("a,b\r\n1,\r\n2,x\r\n")).toEqual(expected);
  });

  test("are the same however the bytes arrive", () => {
    const text = 'mã,tên\r\n60,"Bình Thuận, ""tỉnh"""\r\n\r\n593,"Phan\nThiết"\n';
    const expected = [
      [1, "mã", "tên"],
      [2, "60", 'Bình Thuận, "tỉnh"'],
      [4, "593", "Phan\nThiết"],
    ];
    for (const size of [1, 2, 3, 7, 1000]) expect(records(text, size)).toEqual(expected);
  });

  test("of a file with a byte order mark do not show it", () => {
    expect(records("\uFEFFa,b\n")).toEqual([[1, "a", "b"]]);
  });

  test("after an empty line keep the number of their line", () => {
    expect(records("a\n\n\nb\n")).toEqual([
      [1, "a"],
      [4, "b"],
    ]);
  });

  test("with an empty quoted field keep it", () => {
    expect(records('"",x\n')).toEqual([[1, "", "x"]]);
  });
});

describe("a file that is not UTF-8", () => {
  test("is told by line and byte, and its other lines are read", () => {
    const windows1258 = new Uint8Array([0x61, 0x0a, 0x42, 0xec, 0x6e, 0x68, 0x0a, 0x62, 0x0a]);
    const { records: good, faults } = read(windows1258);
    expect(faults).toEqual([{ line: 2, expected: "UTF-8; byte 0xEC at position 2 of the line is not" }]);
    expect(good).toEqual([
      [1, "a"],
      [3, "b"],
    ]);
  });

  test.each([
    ["with a mark", [0xff, 0xfe, 0x61, 0x00, 0x0a, 0x00]],
    ["without one", [0x61, 0x00, 0x0a, 0x00]],
  ])("but UTF-16 %s is told once", (_, bytes) => {
    const { records: good, faults } = read(new Uint8Array(bytes));
    expect(faults).toEqual([{ line: 1, expected: "UTF-8; this file is UTF-16, save it as “CSV UTF-8”" }]);
    expect(good).toEqual([]);
  });

  test("at its end is told too", () => {
    expect(read(new Uint8Array([0x61, 0xc3])).faults).toEqual([
      { line: 1, expected: "UTF-8; byte 0xC3 at position 2 of the line is not" },
    ]);
  });
});

describe("quotes", () => {
  test("that are never closed are told at their line, and the next line goes on", () => {
    const { records: good, faults } = read('a,"b\nc,d\n');
    expect(faults).toEqual([{ line: 1, expected: 'a closing quote (")' }]);
    expect(good).toEqual([[2, "c", "d"]]);
  });

  test("inside a field, or text after them, are told", () => {
    expect(read('a"b,c\n"a"b,c\nx,y\n')).toEqual({
      records: [[3, "x", "y"]],
      faults: [
        { line: 1, expected: "quotes around the whole field, and doubled inside it" },
        { line: 2, expected: "a comma or the end of the line after a closing quote" },
      ],
    });
  });

  test("that stay open over very many lines do not swallow the file", () => {
    const { records: good, faults } = read(`"a\n${"b,c\n".repeat(40_000)}`, 4096);
    expect(faults).toEqual([{ line: 1, expected: 'a closing quote (")' }]);
    expect(good).toHaveLength(40_000);
    expect(good.at(-1)).toEqual([40_001, "b", "c"]);
  });
});

test("a file without lines is given up before it fills the memory", () => {
  const { faults } = read("x".repeat(1_000_000), 65_536);
  expect(faults).toEqual([{ line: 1, expected: "lines that end with LF or CRLF" }]);
});

import { describe, expect, test } from "vitest";
import { formParts } from "@/app/api/v1/decisions/[id]/paper/form-parts";
import { ARRIVING, readForm, STORING } from "@/app/api/v1/decisions/[id]/paper/upload";

const TYPE = "multipart/form-data; boundary=x";
const bytes = (text: string) => new TextEncoder().encode(text);
const said = (parts: ReturnType<typeof formParts>) =>
  parts?.map(({ name, fileName, content }) => [name, fileName, Buffer.from(content).toString("latin1")]) ??
  null;

describe("a posted form", () => {
  test("is read as browsers write it, whatever the file holds", async () => {
    const content = "%PDF-1.7\r\n--x\r\n\r\n\u0000ÿ\r\n%%EOF";
    const form = new FormData();
    form.set("lockVersion", "7");
    form.set("file", new File([Buffer.from(content, "latin1")], 'Quyết "định".pdf'));
    const posted = new Request("http://localhost/", { method: "POST", body: form });
    const [type, body] = [posted.headers.get("content-type") ?? "", await posted.bytes()];
    const expected = [
      ["lockVersion", null, "7"],
      ["file", 'Quyết "định".pdf', content],
    ];
    expect(said(formParts(type, body))).toEqual(expected);
    const headers = { "content-type": type, "content-length": String(body.length) };
    const whole = new Request("http://localhost/", { method: "POST", headers, body });
    expect(said(await readForm(whole))).toEqual(expected);
    const short = new Request("http://localhost/", { method: "POST", headers, body: body.subarray(0, 90) });
    expect(await readForm(short)).toBeNull();
  });

  test("may hold an empty file", () => {
    const text = '--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n\r\n--x--\r\n';
    expect(said(formParts(TYPE, bytes(text)))).toEqual([["file", "a.pdf", ""]]);
  });

  test.each([
    ["without a boundary", "multipart/form-data", "--x--"],
    ["of another kind", "text/plain", "--x--"],
    ["that is empty", TYPE, ""],
    ["that ends within a part", TYPE, '--x\r\nContent-Disposition: form-data; name="file"\r\n\r\nabc'],
    ["that ends within a head", TYPE, '--x\r\nContent-Disposition: form-data; name="file"'],
    ["of a part without a name", TYPE, "--x\r\nContent-Type: text/plain\r\n\r\nabc\r\n--x--"],
  ])("%s is none", (_, type, text) => {
    expect(formParts(type, bytes(text))).toBeNull();
  });
});

describe("scans that arrive at once", () => {
  test("are few: one more is turned away, and taken once another is done", async () => {
    const ends: (() => void)[] = [];
    const running = [1, 2, 3].map(() =>
      ARRIVING.take("an", () => new Promise<string>((done) => ends.push(() => done("done")))),
    );
    expect(await ARRIVING.take("binh", async () => "more")).toBeNull();
    for (const end of ends) end();
    expect(await Promise.all(running)).toEqual(["done", "done", "done"]);
    expect(await ARRIVING.take("binh", async () => "more")).toBe("more");
  });

  test("are stored one after the other, whatever becomes of the one before", async () => {
    const seen: string[] = [];
    const run = (name: string) => async () => {
      seen.push(`${name} begins`);
      await Promise.resolve();
      seen.push(`${name} ends`);
      if (name === "a") throw new Error("broken");
    };
    const [a, b] = [STORING.take("an", run("a")), STORING.take("an", run("b"))];
    await expect(a).rejects.toThrow("broken");
    await b;
    expect(seen).toEqual(["a begins", "a ends", "b begins", "b ends"]);
  });
});

/** The forms of a page as a browser without scripts reads them: from the HTML, with everything that React hides in them. */

export type Field = readonly [name: string, value: string];
type Control = { name: string; value: string; isBox: boolean; isSent: boolean };
export type PlainForm = {
  /** What is sent as the form stands, without any button. */
  fields: Field[];
  /** The boxes that can be ticked and are not. */
  boxes: Field[];
};

const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#x27": "'", "#39": "'" };
const plain = (text: string) =>
  text.replaceAll(/&(#?\w+);/g, (entity, name: string) => ENTITIES[name] ?? entity);

const CONTROL = /<input\b([^>]*)>|<textarea\b([^>]*)>([^]*?)<\/textarea>/g;
const ATTRIBUTE = /([^\s="]+)(?:="([^"]*)")?/g;

function attributesOf(text: string): Map<string, string> {
  const found = [...text.replace(/\/$/, "").matchAll(ATTRIBUTE)];
  return new Map(found.map(([, name = "", value = ""]) => [name.toLowerCase(), plain(value)]));
}

function toControl([, input, area, text = ""]: RegExpMatchArray): Control[] {
  const attributes = attributesOf(input ?? area ?? "");
  const name = attributes.get("name");
  if (!name || attributes.has("disabled")) return [];
  if (input === undefined)
    return [{ name, value: plain(text.replace(/^\n/, "")), isBox: false, isSent: true }];
  const isBox = attributes.get("type") === "checkbox";
  const value = attributes.get("value") ?? (isBox ? "on" : "");
  return [{ name, value, isBox, isSent: !isBox || attributes.has("checked") }];
}

/** The form of this class; null where the page has none. */
export function readForm(html: string, className: string): PlainForm | null {
  const form = new RegExp(`<form\\b[^>]*class="(?:[^"]* )?${className}(?: [^"]*)?"[^>]*>([^]*?)</form>`).exec(
    html,
  );
  if (!form) return null;
  const controls = [...(form[1] ?? "").matchAll(CONTROL)].flatMap(toControl);
  const toField = ({ name, value }: Control): Field => [name, value];
  return {
    fields: controls.filter(({ isSent }) => isSent).map(toField),
    boxes: controls.filter(({ isBox, isSent }) => isBox && !isSent).map(toField),
  };
}

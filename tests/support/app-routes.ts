/** Every page, route and server action of app/, read from the source, with what each does first. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";

const APP = path.resolve(import.meta.dirname, "../../app");

export type Entrance = {
  /** "/units/[unit]" or the file of an action. */
  route: string;
  /** "page", "GET", "POST", or the name of the action. */
  name: string;
  /** The function it is, or is made by, and its first calls: "requireActor", "formAction". */
  asks: string;
};

function listSources(): string[] {
  return readdirSync(APP, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => file.replaceAll(path.sep, "/"))
    .sort();
}

function parse(file: string): ts.SourceFile {
  const text = readFileSync(path.join(APP, file), "utf8");
  return ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
}

/** "app/(app)/units/[unit]/page.tsx" is reached as "/units/[unit]". */
function routeOf(file: string): string {
  const parts = path.posix.dirname(file).split("/");
  return `/${parts.filter((part) => part !== "." && !/^\(.*\)$/.test(part)).join("/")}`;
}

function calleeOf(node: ts.Node): string | undefined {
  return ts.isCallExpression(node) && ts.isIdentifier(node.expression) ? node.expression.text : undefined;
}

function find<T>(node: ts.Node, pick: (node: ts.Node) => T | undefined): T | undefined {
  return pick(node) ?? ts.forEachChild(node, (child) => find(child, pick));
}

/** Reading what the address says is no use of it: `const { id } = await params` may stand before the question. */
function readsAddress(statement: ts.Statement): boolean {
  return /^const [^=]+ = await (props\.)?(params|searchParams);$/.test(statement.getText());
}

function asksFirst(body: ts.Node): string {
  if (!ts.isBlock(body)) return find(body, calleeOf) ?? "nothing";
  const first = body.statements.find((statement) => !readsAddress(statement));
  return (first && find(first, calleeOf)) ?? "nothing";
}

type Function = ts.FunctionDeclaration | ts.ArrowFunction | ts.FunctionExpression;
const isFunction = (node: ts.Node): node is Function =>
  ts.isFunctionDeclaration(node) || ts.isArrowFunction(node) || ts.isFunctionExpression(node);

type Locals = ReadonlyMap<string, ts.Node | undefined>;

/** What an exported function asks first, or which function makes it: `formAction(schema, …)`, also inside `keepingValues(…)`. */
function asks(value: ts.Node | undefined, locals: Locals): string {
  if (!value) return "nothing";
  if (ts.isIdentifier(value)) return asks(locals.get(value.text), locals);
  if (isFunction(value)) return value.body ? asksFirst(value.body) : "nothing";
  const maker = calleeOf(value);
  const [inner] = ts.isCallExpression(value) ? value.arguments : [];
  return maker === "keepingValues" ? asks(inner, locals) : (maker ?? "nothing");
}

function isExported(node: ts.Statement): boolean {
  return (
    ts.canHaveModifiers(node) &&
    Boolean(ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword))
  );
}

/** What each exported value of a file asks first, by name; "default" for the default export. */
function exportsOf(source: ts.SourceFile): { name: string; asks: string }[] {
  const locals = new Map<string, ts.Node | undefined>();
  const exported: [string, string][] = [];
  for (const statement of source.statements) {
    if (ts.isFunctionDeclaration(statement)) {
      const local = statement.name?.text ?? "default";
      locals.set(local, statement);
      const isDefault = ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword);
      if (isExported(statement)) exported.push([isDefault ? "default" : local, local]);
    } else if (ts.isVariableStatement(statement)) {
      for (const { name, initializer } of statement.declarationList.declarations) {
        locals.set(name.getText(), initializer);
        if (isExported(statement)) exported.push([name.getText(), name.getText()]);
      }
    } else if (ts.isExportDeclaration(statement) && statement.exportClause && !statement.isTypeOnly) {
      find(statement.exportClause, (node) => {
        if (ts.isExportSpecifier(node))
          exported.push([node.name.text, (node.propertyName ?? node.name).getText()]);
        return undefined;
      });
    }
  }
  return exported.map(([name, local]) => ({ name, asks: asks(locals.get(local), locals) }));
}

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

function isServerFile(source: ts.SourceFile): boolean {
  const [first] = source.statements;
  return first !== undefined && /^["']use server["'];?$/.test(first.getText());
}

/** All entrances of one kind. */
export function listPages(): Entrance[] {
  return listSources()
    .filter((file) => path.posix.basename(file) === "page.tsx")
    .flatMap((file) =>
      exportsOf(parse(file))
        .filter(({ name }) => name === "default")
        .map((page) => ({ ...page, route: routeOf(file), name: "page" })),
    );
}

export function listRouteHandlers(): Entrance[] {
  return listSources()
    .filter((file) => path.posix.basename(file) === "route.ts")
    .flatMap((file) =>
      exportsOf(parse(file))
        .filter(({ name }) => METHODS.includes(name))
        .map((handler) => ({ ...handler, route: routeOf(file) })),
    );
}

export function listActions(): Entrance[] {
  return listSources().flatMap((file) => {
    const source = parse(file);
    if (!isServerFile(source)) return [];
    return exportsOf(source).map((action) => ({ ...action, route: file }));
  });
}

/** "use server" inside a function makes an entrance that nobody would find by name. */
export function listHiddenActions(): string[] {
  return listSources().filter((file) => {
    const source = parse(file);
    const inner = (node: ts.Node): true | undefined =>
      ts.isExpressionStatement(node) && node.parent !== source && /^["']use server["']/.test(node.getText())
        ? true
        : undefined;
    return find(source, inner) === true;
  });
}

import ts from 'typescript';

/**
 * @typedef {object} SourceImport
 * @property {string} specifier what stands between the quotes
 * @property {'import' | 'glob'} kind a plain import of any form, or a pattern of import.meta.glob
 * @property {number} line counted from 1
 */

/**
 * A .svelte file with everything but its scripts blanked out, so that positions stay right.
 * @param {string} text
 */
function scriptsOf(text) {
  let scripts = '';
  let done = 0;
  for (const match of text.matchAll(/<script\b[^>]*>([\s\S]*?)<\/script>/g)) {
    const start = match.index + match[0].indexOf('>') + 1;
    const end = start + (match[1]?.length ?? 0);
    scripts += blank(text.slice(done, start)) + text.slice(start, end);
    done = end;
  }
  return scripts + blank(text.slice(done));
}

/** @param {string} text */
const blank = (text) => text.replaceAll(/[^\n]/g, ' ');

/** @param {ts.Node} node */
function isGlobCall(node) {
  return (
    ts.isCallExpression(node) &&
    ts.isPropertyAccessExpression(node.expression) &&
    node.expression.name.text === 'glob' &&
    ts.isMetaProperty(node.expression.expression)
  );
}

/**
 * The text nodes by which a node imports something; empty for most nodes.
 * @param {ts.Node} node
 * @returns {ts.Node[]}
 */
function importedBy(node) {
  if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier) {
    return [node.moduleSpecifier];
  }
  if (ts.isExternalModuleReference(node)) return [node.expression];
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) return [node.argument.literal];
  if (ts.isCallExpression(node)) {
    const [first] = node.arguments;
    if (!first) return [];
    if (node.expression.kind === ts.SyntaxKind.ImportKeyword) return [first];
    if (ts.isIdentifier(node.expression) && node.expression.text === 'require') return [first];
    if (isGlobCall(node)) return ts.isArrayLiteralExpression(first) ? [...first.elements] : [first];
  }
  return [];
}

/**
 * Everything a source file imports: static, dynamic, type-only, re-exported, required and globbed.
 * @param {string} path decides how the text is read
 * @param {string} text
 * @returns {SourceImport[]}
 */
export function sourceImports(path, text) {
  const code = path.endsWith('.svelte') ? scriptsOf(text) : text;
  const file = ts.createSourceFile(path, code, ts.ScriptTarget.Latest, false, ts.ScriptKind.TS);
  /** @type {SourceImport[]} */
  const found = [];
  /** @param {ts.Node} node */
  const visit = (node) => {
    for (const literal of importedBy(node)) {
      if (!ts.isStringLiteralLike(literal)) continue;
      const line = file.getLineAndCharacterOfPosition(literal.getStart(file)).line + 1;
      found.push({ specifier: literal.text, kind: isGlobCall(node) ? 'glob' : 'import', line });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}
